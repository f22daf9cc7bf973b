package io.cityops.jobs.device;

import io.cityops.jobs.intake.CounterStand;
import io.cityops.jobs.intake.DeviceReport;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** The observations of one device that were received in one quarter of an hour, as sorted 64-bit hashes. */
@TypeInfo(SeenObservationsLayout.class)
public class SeenObservations {
    public long[] hashes = {};
    public int size;

    boolean contains(long hash) {
        return Arrays.binarySearch(hashes, 0, size, hash) >= 0;
    }

    void add(long hash) {
        int at = -Arrays.binarySearch(hashes, 0, size, hash) - 1;
        if (at < 0) {
            return;
        }
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.max(8, size + (size >> 1)));
        }
        System.arraycopy(hashes, at, hashes, at + 1, size - at);
        hashes[at] = hash;
        size++;
    }

    /**
     * What makes two deliveries the same observation: moment, number and measures. Where the device sent no time, the
     * gateway's differs with each delivery, so number, measures and values stand for it. A counter is known by its value.
     */
    static long hashOf(DeviceReport report, boolean byNumberAlone) {
        long hash = mix(report.seq + 0x9E3779B97F4A7C15L);
        if (!byNumberAlone) {
            hash = mix(hash ^ report.observedAtMillis);
        }
        for (int i = 0; i < report.measures.length; i++) {
            hash = mix(hash * 31 + report.measures[i].hashCode());
            if (byNumberAlone) {
                hash = mix(hash ^ Double.doubleToLongBits(report.values[i]));
            }
        }
        for (CounterStand stand : report.counters) {
            hash = mix(hash * 31 + stand.measure.hashCode());
            hash = mix(hash * 31 + stand.source.hashCode());
            hash = mix(hash ^ Double.doubleToLongBits(stand.value));
        }
        return hash;
    }

    /** A bijection on 64 bits in which every input bit moves about half of the output bits. */
    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
