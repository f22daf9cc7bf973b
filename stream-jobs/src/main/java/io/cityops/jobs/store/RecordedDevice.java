package io.cityops.jobs.store;

/**
 * What the registry says now of a device that has reported: the archive of readings does not keep it.
 *
 * @param enabled whether it is expected to report
 */
public record RecordedDevice(
        String id, String type, String sector, String area, long expectedIntervalMillis, boolean enabled) {}
