package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
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

    public Numbers() {}

    private Numbers(double[] pot, @Nullable Map<String, double[]> devices) {
        this.pot = pot;
        this.devices = devices;
    }

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
        double[] after = aggregator.merge(before == null ? aggregator.empty() : before, theirs);
        if (!after.equals(before)) { // another array, mostly it is the same
            mine.put(device, after);
        }
    }

    /** Both, without a change of either; arrays that only this one has are shared. */
    Numbers with(Numbers other, Aggregator aggregator) {
        Numbers both = new Numbers();
        both.add(new Numbers(pot, null), aggregator);
        both.add(new Numbers(other.pot, null), aggregator);
        if (devices == null) {
            both.devices = other.devices;
        } else {
            Map<String, double[]> all = new HashMap<>(devices);
            if (other.devices != null) {
                other.devices.forEach((device, theirs) -> all.merge(
                        device,
                        theirs,
                        (mine, their) -> aggregator.merge(aggregator.merge(aggregator.empty(), mine), their)));
            }
            both.devices = all;
        }
        return both;
    }

    /** Those of each device; of one that both have, those of the first. */
    static Iterable<double[]> ofEach(Numbers first, Numbers second) {
        Map<String, double[]> before = first.devices == null ? Map.of() : first.devices;
        if (second.devices == null || second.devices.isEmpty()) {
            return before.values();
        }
        Map<String, double[]> others = second.devices;
        return () -> new OfEach(before, others);
    }

    private static final class OfEach implements Iterator<double[]> {
        private final Map<String, double[]> first;
        private final Iterator<double[]> ofFirst;
        private final Iterator<Map.Entry<String, double[]>> ofSecond;
        private double @Nullable [] next;

        private OfEach(Map<String, double[]> first, Map<String, double[]> second) {
            this.first = first;
            this.ofFirst = first.values().iterator();
            this.ofSecond = second.entrySet().iterator();
            step();
        }

        private void step() {
            next = ofFirst.hasNext() ? ofFirst.next() : null;
            while (next == null && ofSecond.hasNext()) {
                Map.Entry<String, double[]> other = ofSecond.next();
                next = first.containsKey(other.getKey()) ? null : other.getValue();
            }
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public double[] next() {
            double[] now = next;
            if (now == null) {
                throw new NoSuchElementException();
            }
            step();
            return now;
        }
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
