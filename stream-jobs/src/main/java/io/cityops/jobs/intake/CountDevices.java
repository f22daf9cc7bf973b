package io.cityops.jobs.intake;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * The registry's changes to changes of how many devices each area expects, its ancestors included. Where a version of the
 * catalogue has another tree of areas, devices are counted anew as soon as it is heard of: the registry knows no event time.
 *
 * <p>Keeps one record a registered device; it is removed when the registry deletes or disables the device.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class CountDevices
        extends KeyedBroadcastProcessFunction<String, DeviceChange, CatalogueEdition, Headcount> {
    private static final long serialVersionUID = 1;
    private static final int NEWEST = 0;
    private static final ValueStateDescriptor<DeviceChange> COUNTED =
            new ValueStateDescriptor<>("counted", TypeInformation.of(DeviceChange.class));

    private final CityCatalogue installed;
    private transient @Nullable CityCatalogue newest;
    private transient ValueState<DeviceChange> counted;

    public CountDevices(CityCatalogue installed) {
        this.installed = installed;
    }

    @Override
    public void open(OpenContext context) {
        counted = getRuntimeContext().getState(COUNTED);
    }

    @Override
    public void processElement(DeviceChange change, ReadOnlyContext context, Collector<Headcount> out)
            throws Exception {
        CityCatalogue city = city(context.getBroadcastState(LiveCatalogue.STATE));
        DeviceChange before = counted.value();
        if (before != null) {
            if (change.expected
                    && before.area.equals(change.area)
                    && before.deviceType.equals(change.deviceType)
                    && before.drill.equals(change.drill)
                    && before.maintenance.equals(change.maintenance)) {
                return;
            }
            count(city, before, -1, out);
            counted.clear();
        }
        if (change.expected) {
            count(city, change, 1, out);
            counted.update(change);
        }
    }

    private CityCatalogue city(ReadOnlyBroadcastState<Integer, CatalogueEdition> state) throws Exception {
        if (newest == null) {
            CatalogueEdition kept = state.get(NEWEST);
            newest = kept == null ? installed : CityCatalogue.of(kept.version());
        }
        return newest;
    }

    @Override
    public void processBroadcastElement(CatalogueEdition edition, Context context, Collector<Headcount> out)
            throws Exception {
        BroadcastState<Integer, CatalogueEdition> state = context.getBroadcastState(LiveCatalogue.STATE);
        CatalogueEdition known = state.get(NEWEST);
        if (known != null && known.number >= edition.number) {
            return;
        }
        CityCatalogue before = city(state);
        CityCatalogue after = CityCatalogue.of(edition.version());
        context.applyToKeyedState(COUNTED, (deviceId, device) -> {
            DeviceChange each = device.value();
            if (each != null && !before.ancestors(each.area).equals(after.ancestors(each.area))) {
                count(before, each, -1, out);
                count(after, each, 1, out);
            }
        });
        state.put(NEWEST, edition);
        newest = after;
    }

    private static void count(CityCatalogue city, DeviceChange device, int change, Collector<Headcount> out) {
        List<String> areas = new ArrayList<>(city.ancestors(device.area));
        areas.add(device.area);
        for (String area : areas) {
            out.collect(Headcount.of(area, device.deviceType, change, device.drill, device.maintenance));
        }
    }
}
