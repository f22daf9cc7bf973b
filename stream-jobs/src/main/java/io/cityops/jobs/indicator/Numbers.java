package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The numbers of an aggregate: of all readings in one pot, or of each device apart. */
public class Numbers {
    /** Of all readings in one pot; empty where there is none, or where each device has its own. */
    public double[] pot = {};
    /** By device id; null where all are in one pot. */
    public @Nullable Map<String, double[]> devices;

    void add(Numbers other, Aggregator aggregator) {
        if (other.pot.length > 0) {
            pot = aggregator.merge(pot.length == 0 ? aggregator.empty() : pot, other.pot);
        }
        if (other.devices != null) {
            other.devices.forEach((device, theirs) -> addDevice(device, theirs, aggregator));
        }
    }

    /** Arrays are copied by merging into an empty one, never shared. */
    private void addDevice(String device, double[] theirs, Aggregator aggregator) {
        Map<String, double[]> mine = byDevice();
        double[] before = mine.get(device);
        mine.put(device, aggregator.merge(before == null ? aggregator.empty() : before, theirs));
    }

    Map<String, double[]> byDevice() {
        if (devices == null) {
            devices = new HashMap<>();
        }
        return devices;
    }

    /** As it is now, whatever becomes of the original. */
    Numbers copy(Aggregator aggregator) {
        Numbers copy = new Numbers();
        copy.add(this, aggregator);
        return copy;
    }

    @Override
    public String toString() {
        if (devices == null) {
            return Arrays.toString(pot);
        }
        StringBuilder text = new StringBuilder();
        devices.forEach((device, own) -> text.append(device).append(Arrays.toString(own)));
        return text.toString();
    }
}
