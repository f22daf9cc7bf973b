package io.cityops.jobs.device;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;

/**
 * Tells an observation that was delivered again from a new one. The newest quarter of an hour of a device, by received
 * time, is in its record; those before lie in keyed state.
 */
final class Copies {
    private static final long BUCKET_MILLIS = Duration.ofMinutes(15).toMillis();

    private final MapState<Long, SeenObservations> earlier;
    private final Consumer<Object> key;
    private final long rememberedMillis;

    /**
     * @param earlier by the start of a quarter of an hour
     * @param key sets whose state it is
     * @param remembered how far apart, by received time, two deliveries are still recognised
     */
    Copies(MapState<Long, SeenObservations> earlier, Consumer<Object> key, Duration remembered) {
        this.earlier = earlier;
        this.key = key;
        this.rememberedMillis = remembered.toMillis();
    }

    /** Whether the observation has been here; from now on it has. */
    boolean isOne(DeviceReport report, DeviceRecord device) throws Exception {
        boolean byNumberAlone = Quality.has(report.quality, Quality.GATEWAY_TIME) && report.seq != Observation.NO_SEQ;
        long hash = SeenObservations.hashOf(report, byNumberAlone);
        if (isKnown(report, device, hash, byNumberAlone)) {
            return true;
        }
        remember(report, device, hash);
        return false;
    }

    private boolean isKnown(DeviceReport report, DeviceRecord device, long hash, boolean byNumberAlone)
            throws Exception {
        boolean surelyNew =
                byNumberAlone ? report.seq > device.newestSeq : report.observedAtMillis > device.newestObservedMillis;
        if (surelyNew) {
            return false;
        }
        if (device.seen.contains(hash)) {
            return true;
        }
        key.accept(report.deviceId);
        for (long bucket = bucketOf(report.receivedAtMillis);
                bucket >= device.firstSeenMillis && bucket + BUCKET_MILLIS + rememberedMillis > report.receivedAtMillis;
                bucket -= BUCKET_MILLIS) {
            SeenObservations seen = bucket == device.seenSinceMillis ? null : earlier.get(bucket);
            if (seen != null && seen.contains(hash)) {
                return true;
            }
        }
        return false;
    }

    private void remember(DeviceReport report, DeviceRecord device, long hash) throws Exception {
        long bucket = bucketOf(report.receivedAtMillis);
        if (bucket > device.seenSinceMillis) {
            if (device.seenSinceMillis == DeviceRecord.NEVER) {
                device.firstSeenMillis = bucket;
            } else {
                key.accept(report.deviceId);
                earlier.put(device.seenSinceMillis, device.seen);
                earlier.remove(device.seenSinceMillis - rememberedMillis - BUCKET_MILLIS);
            }
            device.seen = new SeenObservations();
            device.seenSinceMillis = bucket;
        }
        device.seen.add(hash);
    }

    private static long bucketOf(long receivedMillis) {
        return Math.floorDiv(receivedMillis, BUCKET_MILLIS) * BUCKET_MILLIS;
    }
}
