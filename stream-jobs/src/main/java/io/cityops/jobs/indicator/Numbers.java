package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The numbers of an aggregate: of all readings in one pot, or of each device apart. */
public class Numbers {
    private static final int NO_DEVICES = -1;

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

    void write(DataOutputView out) throws IOException {
        Packed.writeDoubles(pot, out);
        if (devices == null) {
            Packed.write(NO_DEVICES, out);
            return;
        }
        Packed.write(devices.size(), out);
        for (Map.Entry<String, double[]> each : devices.entrySet()) {
            Words.write(each.getKey(), out);
            Packed.writeDoubles(each.getValue(), out);
        }
    }

    static Numbers read(DataInputView in, Words words) throws IOException {
        Numbers numbers = new Numbers();
        numbers.pot = Packed.readDoubles(in);
        int size = Packed.readInt(in);
        if (size != NO_DEVICES) {
            Map<String, double[]> own = HashMap.newHashMap(size);
            for (int i = 0; i < size; i++) {
                own.put(words.readOnce(in), Packed.readDoubles(in));
            }
            numbers.devices = own;
        }
        return numbers;
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
