package io.cityops.jobs.intake;

import io.cityops.jobs.CityCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The registry's changes to changes of how many devices each area expects, its ancestors included.
 *
 * <p>Keeps one record a registered device; it is removed when the registry deletes or disables the device.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class CountDevices extends KeyedProcessFunction<String, DeviceChange, Headcount> {
    private final CityCatalogue catalogue;
    private transient ValueState<DeviceChange> counted;

    public CountDevices(CityCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public void open(OpenContext context) {
        counted = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("counted", TypeInformation.of(DeviceChange.class)));
    }

    @Override
    public void processElement(DeviceChange change, Context context, Collector<Headcount> out) throws Exception {
        DeviceChange before = counted.value();
        if (before != null) {
            if (change.expected
                    && before.area.equals(change.area)
                    && before.deviceType.equals(change.deviceType)
                    && before.drill.equals(change.drill)) {
                return;
            }
            count(before, -1, out);
            counted.clear();
        }
        if (change.expected) {
            count(change, 1, out);
            counted.update(change);
        }
    }

    private void count(DeviceChange device, int change, Collector<Headcount> out) {
        List<String> areas = new ArrayList<>(catalogue.ancestors(device.area));
        areas.add(device.area);
        for (String area : areas) {
            out.collect(Headcount.of(area, device.deviceType, change, device.drill));
        }
    }
}
