package io.cityops.jobs.catalogue;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.version.CatalogueVersion;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks each version of the catalogue before any operator hears of it, whoever has written it to the topic: one that is not
 * valid is refused whole, and the one in force stays. What became of it is told to the database.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class AcceptCatalogue extends ProcessFunction<byte[], CatalogueEdition> {
    /** What became of each. */
    public static final OutputTag<CatalogueOutcome> OUTCOMES =
            new OutputTag<>("outcomes", TypeInformation.of(CatalogueOutcome.class));

    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(AcceptCatalogue.class);

    private transient Counter taken;
    private transient Counter refused;

    @Override
    public void open(OpenContext context) {
        taken = JobMeter.CATALOGUES_TAKEN.of(getRuntimeContext().getMetricGroup());
        refused = JobMeter.CATALOGUES_REFUSED.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(byte[] record, Context context, Collector<CatalogueEdition> out) {
        int number = CatalogueOutcome.NO_NUMBER;
        try {
            CatalogueVersion version = CatalogueVersion.decode(record);
            number = version.number();
            CityCatalogue.of(version);
            out.collect(CatalogueEdition.of(version));
            taken.inc();
            LOG.info("Version {} of the catalogue holds from {} on", version.label(), version.from());
            context.output(OUTCOMES, CatalogueOutcome.taken(number));
        } catch (CatalogueException | IllegalArgumentException e) {
            refused.inc();
            LOG.warn("A version of the catalogue is refused whole, the one before stays: {}", e.getMessage());
            context.output(OUTCOMES, CatalogueOutcome.refused(number, String.valueOf(e.getMessage())));
        }
    }
}
