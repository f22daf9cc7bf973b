package io.cityops.jobs;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.Beginning;
import io.cityops.jobs.alarm.Fact;
import io.cityops.jobs.alarm.KnownFacts;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.CatalogueOutcome;
import io.cityops.jobs.detect.Baseline;
import io.cityops.jobs.detect.Cadence;
import io.cityops.jobs.detect.Records;
import io.cityops.jobs.detect.Sameness;
import io.cityops.jobs.detect.SeriesMemory;
import io.cityops.jobs.detect.Track;
import io.cityops.jobs.device.Announcement;
import io.cityops.jobs.device.ClockOffset;
import io.cityops.jobs.device.CounterMemory;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.CoveredWindows;
import io.cityops.jobs.indicator.Numbers;
import io.cityops.jobs.indicator.Slice;
import io.cityops.jobs.indicator.Tally;
import io.cityops.jobs.indicator.UnsentFigures;
import io.cityops.jobs.indicator.WindowKey;
import io.cityops.jobs.indicator.WindowSet;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.CounterStand;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.Headcount;
import io.cityops.jobs.intake.RejectedRow;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializationTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                Arrival.class,
                Announcement.class,
                CounterStand.class,
                CounterMemory.class,
                RejectedRow.class,
                DeviceChange.class,
                Headcount.class,
                ClockOffset.class,
                CoveredWindows.class,
                WindowSet.class,
                Slice.class,
                Numbers.class,
                Tally.class,
                UnsentFigures.class,
                AreaFigure.class,
                WindowKey.class,
                AlertTransition.class,
                CatalogueEdition.class,
                CatalogueOutcome.class,
                Fact.class,
                KnownFacts.class,
                Beginning.class,
                Track.class,
                Baseline.class,
                Records.class,
                Sameness.class,
                Cadence.class,
                SeriesMemory.class
            })
    void everyMessageAndStateIsSerialisedAsAPojoAndNeverByKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
