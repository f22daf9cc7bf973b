package io.cityops.jobs;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.DeviceSign;
import io.cityops.jobs.alarm.HeardDevice;
import io.cityops.jobs.alarm.LadderState;
import io.cityops.jobs.alarm.Presence;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.indicator.Accumulation;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.Contribution;
import io.cityops.jobs.indicator.Figures;
import io.cityops.jobs.indicator.IndicatorWindow;
import io.cityops.jobs.indicator.MergedWindow;
import io.cityops.jobs.indicator.WindowKey;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Headcount;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.jobs.intake.SeenObservations;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializationTest {
    @ParameterizedTest
    @ValueSource(
            classes = {
                Arrival.class,
                DeviceReport.class,
                RejectedRow.class,
                DeviceChange.class,
                Headcount.class,
                SeenObservations.class,
                Accumulation.class,
                AreaFigure.class,
                Contribution.class,
                Figures.class,
                IndicatorWindow.class,
                MergedWindow.class,
                MergedWindow.Part.class,
                WindowKey.class,
                AlertTransition.class,
                DeviceSign.class,
                HeardDevice.class,
                LadderState.class,
                Presence.class,
                Sample.class
            })
    void everyMessageAndStateIsSerialisedAsAPojoAndNeverByKryo(Class<?> type) {
        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
    }
}
