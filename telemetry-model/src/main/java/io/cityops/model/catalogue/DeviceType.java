package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of device.
 *
 * @param measures what it may send, by measure id
 * @param defaultInterval how often it reports when the registry does not say otherwise
 * @param sendsStills whether it is a camera, which also sends pictures
 */
public record DeviceType(
        String id,
        String sector,
        Text name,
        Map<String, Measure> measures,
        Duration defaultInterval,
        boolean sendsStills) {
    public DeviceType {
        measures = Map.copyOf(measures);
    }

    public @Nullable Measure measure(String id) {
        return measures.get(id);
    }
}
