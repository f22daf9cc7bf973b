package io.cityops.jobs.alarm;

/** A device fell silent, or is heard again. */
public record SilenceSign(
        String deviceId, String deviceType, String sector, String area, String drill, boolean silent, long atMillis) {}
