package io.cityops.gateway.registry;

import io.cityops.model.registry.MaintenanceWindow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A maintenance window with what it is for, as {@code store.maintenance_of} has it for alarms.
 *
 * @param deviceId null: any
 * @param area null: any; {@code city}: everywhere
 * @param sector null: any
 */
record PlannedMaintenance(
        @Nullable String deviceId,
        @Nullable String area,
        @Nullable String sector,
        MaintenanceWindow window) {
    private static final Logger log = LoggerFactory.getLogger(PlannedMaintenance.class);
    static final String CHANNEL = "cityops_maintenance";

    private static final String EVERYWHERE = "city";

    /** What is over for so long corrects no figure any more. */
    private static final String ALL = """
            select device_id, area, sector, starts_at, ends_at, repeats, time_zone,
                   least(cancelled_at, repeats_until) as until
            from store.maintenance_window
            where coalesce(cancelled_at, case repeats when 'once' then ends_at else repeats_until end, 'infinity')
                > clock_timestamp() - interval '2 days'
            order by id""";

    static List<PlannedMaintenance> readAll(Connection connection) throws SQLException {
        List<PlannedMaintenance> planned = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(ALL);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                try {
                    planned.add(new PlannedMaintenance(
                            row.getString("device_id"), row.getString("area"), row.getString("sector"), window(row)));
                } catch (DateTimeException e) {
                    log.error("a maintenance window is left out of figures: {}", e.getMessage());
                }
            }
        }
        return planned;
    }

    /** @throws DateTimeException when only the database knows its time zone */
    private static MaintenanceWindow window(ResultSet row) throws SQLException {
        Timestamp until = row.getTimestamp("until");
        return new MaintenanceWindow(
                row.getTimestamp("starts_at").getTime(),
                row.getTimestamp("ends_at").getTime(),
                MaintenanceWindow.Repeats.of(row.getString("repeats")),
                until == null ? MaintenanceWindow.FOR_EVER : until.getTime(),
                ZoneId.of(row.getString("time_zone")));
    }

    /** A drill's twins are never worked on. */
    static List<MaintenanceWindow> of(
            List<PlannedMaintenance> all, String deviceId, String area, String sector, @Nullable String drill) {
        List<MaintenanceWindow> windows = new ArrayList<>();
        for (PlannedMaintenance each : all) {
            if (drill == null
                    && (each.deviceId == null || each.deviceId.equals(deviceId))
                    && (each.area == null || each.area.equals(EVERYWHERE) || each.area.equals(area))
                    && (each.sector == null || each.sector.equals(sector))) {
                windows.add(each.window);
            }
        }
        return windows;
    }
}
