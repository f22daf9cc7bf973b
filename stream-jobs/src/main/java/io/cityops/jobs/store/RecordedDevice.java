package io.cityops.jobs.store;

/**
 * What the registry says of a device that has reported: the archive of readings does not keep it.
 *
 * @param enabled whether it is expected to report
 * @param drill the drill that it was a twin of; empty: an ordinary device, as it is now
 */
public record RecordedDevice(
        String id,
        String type,
        String sector,
        String area,
        long expectedIntervalMillis,
        boolean enabled,
        String drill) {
    /** An ordinary one. */
    public RecordedDevice(
            String id, String type, String sector, String area, long expectedIntervalMillis, boolean enabled) {
        this(id, type, sector, area, expectedIntervalMillis, enabled, "");
    }
}
