package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceCodec;
import io.cityops.model.registry.MaintenanceWindow;
import io.cityops.model.registry.MaintenanceWindow.Repeats;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is being worked on: told to the jobs with the device, and judged there as the database judges it. */
@ExtendWith(GatewayResource.class)
class MaintenanceIT {
    private static final long NOVEMBER = 1_793_000_000_000L;
    private static final String[] ZONES = {"Asia/Ho_Chi_Minh", "Asia/Kathmandu", "UTC"};

    private final RunningGateway city;

    MaintenanceIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void theJobsHearOfEachDeviceWhenItIsWorkedOnAndThatItIsNot() throws Exception {
        city.register("it-worked-on", true);
        city.register("it-not-worked-on", true);
        plan("device_id", "it-worked-on", "daily");
        Eventually.holds(() -> maintenanceOf("it-worked-on").size() == 1);
        assertThat(maintenanceOf("it-worked-on").getFirst().repeats()).isEqualTo(Repeats.DAILY);
        assertThat(maintenanceOf("it-not-worked-on")).isEmpty();

        city.execute("update store.maintenance_window set cancelled_at = clock_timestamp() where owner = 'it'");
        Eventually.holds(() -> maintenanceOf("it-worked-on").getFirst().untilMillis() != MaintenanceWindow.FOR_EVER);

        plan("area", "city", "once");
        Eventually.holds(() -> maintenanceOf("it-worked-on").size() == 2
                && maintenanceOf("it-not-worked-on").size() == 1);
        city.execute("update store.maintenance_window set cancelled_at = now() - interval '3 days' where owner = 'it'");
        Eventually.holds(() -> maintenanceOf("it-not-worked-on").isEmpty());
    }

    private void plan(String column, String value, String repeats) throws Exception {
        city.execute(
                "insert into store.maintenance_window (" + column + ", starts_at, ends_at, repeats, reason, owner)"
                        + " values (?, now(), now() + interval '1 hour', ?, 'cleaning', 'it')",
                value,
                repeats);
    }

    private List<MaintenanceWindow> maintenanceOf(String deviceId) {
        return city.records("devices").stream()
                .filter(each -> each.value() != null)
                .map(each -> DeviceCodec.decode(each.value()))
                .filter(device -> device.id().equals(deviceId))
                .reduce((before, newest) -> newest)
                .map(Device::maintenance)
                .orElse(List.of());
    }

    @Test
    void aWindowIsOpenHereWhenItIsOpenInTheDatabase() throws Exception {
        Random random = new Random(7);
        int open = 0;
        try (Connection connection = DriverManager.getConnection(
                        city.database().jdbcUrl(),
                        DatabaseRole.OWNER.roleName(),
                        city.database().password(DatabaseRole.OWNER));
                PreparedStatement judge = connection.prepareStatement("""
                        select store.is_open(row(0, null, 'city', null, ?, ?, ?, ?, ?, 'x', 'x', now(), null)
                            ::store.maintenance_window, ?)""")) {
            for (int i = 0; i < 500; i++) {
                Repeats repeats = Repeats.values()[random.nextInt(3)];
                long start = NOVEMBER + random.nextLong(Duration.ofDays(20).toMillis());
                long end = start + 60_000 + random.nextLong(Duration.ofHours(20).toMillis());
                long until = random.nextBoolean()
                        ? MaintenanceWindow.FOR_EVER
                        : start + random.nextLong(Duration.ofDays(9).toMillis());
                String zone = ZONES[random.nextInt(ZONES.length)];
                long at = start
                        + random.nextLong(Duration.ofDays(12).toMillis())
                        - Duration.ofDays(1).toMillis();
                judge.setTimestamp(1, new Timestamp(start));
                judge.setTimestamp(2, new Timestamp(end));
                judge.setString(3, repeats.name().toLowerCase(Locale.ROOT));
                judge.setTimestamp(4, until == MaintenanceWindow.FOR_EVER ? null : new Timestamp(until));
                judge.setString(5, zone);
                judge.setTimestamp(6, new Timestamp(at));
                try (ResultSet row = judge.executeQuery()) {
                    row.next();
                    MaintenanceWindow window = new MaintenanceWindow(start, end, repeats, until, ZoneId.of(zone));
                    assertThat(window.isOpen(at)).as("%s at %d", window, at).isEqualTo(row.getBoolean(1));
                    open += row.getBoolean(1) ? 1 : 0;
                }
            }
        }
        assertThat(open).as("windows that are open").isBetween(50, 450);
    }
}
