package io.cityops.jobs.indicator;

import io.cityops.model.registry.MaintenanceWindow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many devices of each type an area expects now, and how many of these are being worked on at a time. */
final class Headcounts {
    private static final char BETWEEN = '\0';

    private final Map<String, Integer> byType = new HashMap<>();
    private final Map<String, Maintained> maintained = new HashMap<>();

    /** Devices of one type with the same windows. */
    private record Maintained(String deviceType, List<MaintenanceWindow> windows, int devices) {
        boolean isWithin(long fromMillis, long toMillis) {
            return windows.stream().anyMatch(window -> window.isOpenWithin(fromMillis, toMillis));
        }
    }

    /** The name of a count: of all devices of a type, or of those with the same windows, which are among all. */
    static String name(String deviceType, String maintenance) {
        return maintenance.isEmpty() ? deviceType : deviceType + BETWEEN + maintenance;
    }

    /** @param devices zero: none any more */
    void set(String name, int devices) {
        int end = name.indexOf(BETWEEN);
        if (end < 0) {
            if (devices > 0) {
                byType.put(name, devices);
            } else {
                byType.remove(name);
            }
        } else if (devices > 0) {
            List<MaintenanceWindow> windows = MaintenanceWindow.parse(name.substring(end + 1));
            maintained.put(name, new Maintained(name.substring(0, end), windows, devices));
        } else {
            maintained.remove(name);
        }
    }

    Map<String, Integer> byType() {
        return byType;
    }

    /** Those that are being worked on at some moment of a stretch of time, by type. */
    Map<String, Integer> maintainedWithin(long fromMillis, long toMillis) {
        if (maintained.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> devices = new HashMap<>();
        for (Maintained each : maintained.values()) {
            if (each.isWithin(fromMillis, toMillis)) {
                devices.merge(each.deviceType, each.devices, Integer::sum);
            }
        }
        return devices;
    }
}
