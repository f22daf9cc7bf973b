package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.Headcount;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** How many devices of each type an area has, as far as the registry was read. Keyed state; gone with the devices. */
final class ExpectedDevices {
    private final Catalogue catalogue;
    private final MapState<String, Integer> byType;

    ExpectedDevices(Catalogue catalogue, RuntimeContext context) {
        this.catalogue = catalogue;
        this.byType = context.getMapState(new MapStateDescriptor<>("devices-by-type", Types.STRING, Types.INT));
    }

    void add(Headcount headcount) throws Exception {
        Integer before = byType.get(headcount.deviceType);
        int now = (before == null ? 0 : before) + headcount.change;
        if (now > 0) {
            byType.put(headcount.deviceType, now);
        } else {
            byType.remove(headcount.deviceType);
        }
    }

    int of(Formula formula) throws Exception {
        int expected = 0;
        for (Map.Entry<String, Integer> entry : byType.entries()) {
            DeviceType type = catalogue.deviceType(entry.getKey());
            expected += type != null && formula.expects(type) ? entry.getValue() : 0;
        }
        return expected;
    }
}
