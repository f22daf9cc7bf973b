package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The numbers of an aggregate: of all readings in one pot, or of each device apart. */
public class Numbers {
    private static final int NO_DEVICES = -1;

    /** Of all readings in one pot; empty where there is none, or where each device has its own. */
    public double[] pot = {};
    /** By device id, as states of earlier versions have them; else null. */
    public @Nullable Map<String, double[]> devices;

    /** Of each device; null where all are in one pot. */
    transient @Nullable DeviceNumbers each;

    public Numbers() {}

    private Numbers(double[] pot) {
        this.pot = pot;
    }

    void add(Numbers other, Aggregator aggregator) {
        if (other.pot.length > 0) {
            pot = aggregator.merge(pot.length == 0 ? aggregator.empty() : pot, other.pot);
        }
        if (other.each != null) {
            each = each == null ? new DeviceNumbers(other.each.roll()) : each;
            each.add(other.each, aggregator);
        }
    }

    /** Both, without a change of either; arrays that only one of them has are shared. */
    Numbers with(Numbers other, Aggregator aggregator) {
        Numbers both = new Numbers();
        both.add(new Numbers(pot), aggregator);
        both.add(new Numbers(other.pot), aggregator);
        if (each == null || other.each == null) {
            both.each = each == null ? other.each : each;
        } else {
            both.each = each.with(other.each, aggregator);
        }
        return both;
    }

    /** Those of each device; of one that both have, those of the first. */
    static Iterable<double[]> ofEach(Numbers first, Numbers second) {
        if (first.each == null || second.each == null) {
            DeviceNumbers only = first.each == null ? second.each : first.each;
            return only == null ? List.of() : only.ofEach();
        }
        return first.each.orElse(second.each);
    }

    public DeviceNumbers byDevice() {
        if (each == null) {
            each = new DeviceNumbers(new Roll());
        }
        return each;
    }

    /** From now on the devices, where there are any, stand on that roll. */
    void enrol(Roll roll) {
        takeUp();
        if (each != null) {
            each = each.on(roll);
        }
    }

    private void takeUp() {
        if (devices != null) {
            devices.forEach(byDevice()::put);
            devices = null;
        }
    }

    /** As it is now, whatever becomes of the original. */
    Numbers copy(Aggregator aggregator) {
        Numbers copy = new Numbers();
        copy.add(this, aggregator);
        return copy;
    }

    void write(DataOutputView out) throws IOException {
        takeUp();
        Packed.writeDoubles(pot, out);
        if (each == null) {
            Packed.write(NO_DEVICES, out);
            return;
        }
        Roll roll = each.roll();
        Packed.write(each.size(), out);
        each.forEach((place, own) -> {
            Words.write(roll.name(place), out);
            Packed.writeDoubles(own, out);
        });
    }

    static Numbers read(DataInputView in, Words words) throws IOException {
        Numbers numbers = new Numbers();
        numbers.pot = Packed.readDoubles(in);
        int size = Packed.readInt(in);
        if (size != NO_DEVICES) {
            DeviceNumbers own = new DeviceNumbers(new Roll());
            for (int i = 0; i < size; i++) {
                own.append(words.readOnce(in), Packed.readDoubles(in));
            }
            numbers.each = own;
        }
        return numbers;
    }

    @Override
    public String toString() {
        if (each == null) {
            return Arrays.toString(pot);
        }
        StringBuilder text = new StringBuilder();
        Roll roll = each.roll();
        each.forEach((place, own) -> text.append(roll.name(place)).append(Arrays.toString(own)));
        return text.toString();
    }
}
