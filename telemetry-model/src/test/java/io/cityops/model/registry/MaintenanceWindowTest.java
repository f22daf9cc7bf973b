package io.cityops.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.registry.MaintenanceWindow.Repeats;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class MaintenanceWindowTest {
    private static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");

    @Test
    void onceIsOpenFromItsStartToItsEnd() {
        MaintenanceWindow once = window("2026-11-20T22:00", "2026-11-21T02:00", Repeats.ONCE);
        assertThat(once.isOpen(at("2026-11-20T21:59"))).isFalse();
        assertThat(once.isOpen(at("2026-11-20T22:00"))).isTrue();
        assertThat(once.isOpen(at("2026-11-21T01:59"))).isTrue();
        assertThat(once.isOpen(at("2026-11-21T02:00"))).isFalse();
    }

    @Test
    void everyNightIsOpenAcrossMidnightAndNotBeforeTheFirst() {
        MaintenanceWindow nightly = window("2026-11-20T22:00", "2026-11-21T02:00", Repeats.DAILY);
        assertThat(nightly.isOpen(at("2026-11-20T01:00"))).isFalse();
        assertThat(nightly.isOpen(at("2026-11-25T23:00"))).isTrue();
        assertThat(nightly.isOpen(at("2026-11-26T01:59"))).isTrue();
        assertThat(nightly.isOpen(at("2026-11-26T02:00"))).isFalse();
        assertThat(nightly.isOpen(at("2026-11-26T21:59"))).isFalse();
    }

    @Test
    void everyWeekIsOpenOnItsDayOnly() {
        MaintenanceWindow weekly = window("2026-11-20T08:00", "2026-11-20T09:00", Repeats.WEEKLY);
        assertThat(weekly.isOpen(at("2026-11-27T08:30"))).isTrue();
        assertThat(weekly.isOpen(at("2026-11-26T08:30"))).isFalse();
    }

    @Test
    void whatIsGivenUpIsOpenNoMore() {
        MaintenanceWindow nightly = new MaintenanceWindow(
                at("2026-11-20T22:00"), at("2026-11-20T23:00"), Repeats.DAILY, at("2026-11-22T22:30"), CITY);
        assertThat(nightly.isOpen(at("2026-11-22T22:29"))).isTrue();
        assertThat(nightly.isOpen(at("2026-11-22T22:30"))).isFalse();
        assertThat(nightly.isOpenWithin(at("2026-11-22T22:30"), at("2026-11-30T00:00")))
                .isFalse();
    }

    @Test
    void aStretchOfTimeIsTouchedByWhatBeginsOrGoesOnInIt() {
        MaintenanceWindow nightly = window("2026-11-20T22:00", "2026-11-20T23:00", Repeats.DAILY);
        assertThat(nightly.isOpenWithin(at("2026-11-21T21:00"), at("2026-11-21T22:00")))
                .isFalse();
        assertThat(nightly.isOpenWithin(at("2026-11-21T21:00"), at("2026-11-21T22:01")))
                .isTrue();
        assertThat(nightly.isOpenWithin(at("2026-11-21T22:59"), at("2026-11-21T23:30")))
                .isTrue();
        assertThat(nightly.isOpenWithin(at("2026-11-21T23:00"), at("2026-11-21T23:30")))
                .isFalse();
        MaintenanceWindow once = window("2026-11-20T22:00", "2026-11-20T23:00", Repeats.ONCE);
        assertThat(once.isOpenWithin(at("2026-11-20T00:00"), at("2026-11-21T00:00")))
                .isTrue();
        assertThat(once.isOpenWithin(at("2026-11-21T00:00"), at("2026-11-30T00:00")))
                .isFalse();
    }

    @Test
    void aDeviceKeepsItsWindowsOnTheWay() {
        List<MaintenanceWindow> windows = List.of(
                window("2026-11-20T22:00", "2026-11-20T23:00", Repeats.DAILY),
                new MaintenanceWindow(0, 60_000, Repeats.ONCE, 30_000, ZoneId.of("Europe/Berlin")));
        Device device = new Device("gauge", "river-gauge", "water", "25747", 10.5, 106.5, 60_000, true, null, windows);
        assertThat(DeviceCodec.decode(DeviceCodec.encode(device))).isEqualTo(device);
        assertThatThrownBy(() -> MaintenanceWindow.parse("ONCE,1,2")).isInstanceOf(IllegalArgumentException.class);
    }

    private static MaintenanceWindow window(String from, String to, Repeats repeats) {
        return new MaintenanceWindow(at(from), at(to), repeats, MaintenanceWindow.FOR_EVER, CITY);
    }

    private static long at(String local) {
        return OffsetDateTime.parse(local + ":00+07:00").toInstant().toEpochMilli();
    }
}
