package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.catalogue.CatalogueFixtures.edition;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.model.catalogue.CatalogueText;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;

/** The alarms' operator on the catalogue of the reference city, fed by the second after noon. */
final class AlarmsHarness implements AutoCloseable {
    static final CatalogueText BUILT_IN = CatalogueText.read(null);

    private KeyedTwoInputStreamOperatorTestHarness<String, Sample, CatalogueEdition, AlertTransition> operator;

    AlarmsHarness() throws Exception {
        operator = closed();
        operator.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Sample, CatalogueEdition, AlertTransition> closed()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new Alarms(CityCatalogue.BUILT_IN, Timing.DEFAULT), Sample::key, null, Types.STRING);
    }

    /** As after a kill right after a checkpoint; transitions of before are told no more. */
    void restart() throws Exception {
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        operator.close();
        operator = closed();
        operator.initializeState(checkpoint);
        operator.open();
    }

    void checkpoint() throws Exception {
        operator.snapshot(1, 1);
    }

    void hear(int number, long second, CatalogueText text) throws Exception {
        operator.processElement2(edition(number, noonPlus(second), text), 0);
    }

    /** Of device {@code d}. */
    void take(String rule, long second, double value) throws Exception {
        take(sample(rule, second, value), second);
    }

    void take(Sample sample, long second) throws Exception {
        operator.processElement1(sample, noonPlus(second));
    }

    static Sample sample(String rule, long second, double value) {
        Sample sample = new Sample();
        sample.rule = rule;
        sample.entityId = "d";
        sample.area = WARD;
        sample.sector = "water";
        sample.value = value;
        sample.atMillis = noonPlus(second);
        sample.receivedAtMillis = noonPlus(second);
        return sample;
    }

    void streamReaches(long second) throws Exception {
        operator.processBothWatermarks(
                new Watermark(noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis()));
    }

    List<AlertTransition> transitions() {
        return operator.extractOutputValues();
    }

    boolean isEmpty() {
        return operator.numKeyedStateEntries() == 0 && operator.numEventTimeTimers() == 0;
    }

    boolean hasNoState() {
        return operator.numKeyedStateEntries() == 0;
    }

    @Override
    public void close() throws Exception {
        operator.close();
    }
}
