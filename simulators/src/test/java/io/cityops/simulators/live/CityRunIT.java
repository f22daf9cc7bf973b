package io.cityops.simulators.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.simulators.camera.CameraFeed;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.Traits;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.SimulatorMeters;
import io.cityops.simulators.mqtt.SmallGateway;
import io.cityops.simulators.scenario.Scenario;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the city looks after once a second, with a real client against a real socket. */
class CityRunIT {
    private static final long START = Instant.parse("2026-11-24T01:00:00Z").toEpochMilli();
    private static final long A_MINUTE = 60_000;

    @TempDir
    private Path folder;

    @Test
    void picturesAreTakenAsTimePassesAndFaultsOrderedOnTheWayAreObeyed() throws Exception {
        Catalogue catalogue = Catalogue.load(null);
        City city = new City(catalogue, 1, Scenario.none());
        SimulatedDevice camera = DevicePlan.of(catalogue, 1, 60).stream()
                .filter(device -> device.type().equals("traffic-camera"))
                .findFirst()
                .orElseThrow();
        DeviceFeed feed = new DeviceFeed(catalogue, city, FaultPlan.none(), Traits.steady(), 1);
        SimulatorMeters meters = new SimulatorMeters(new SimpleMeterRegistry(), null);
        FaultFile orders = new FaultFile(folder.resolve("faults"));
        try (SmallGateway gateway = new SmallGateway();
                Fleet fleet = new Fleet(gateway.url(), meters);
                CityRun run = new CityRun(List.of(camera), feed, START, fleet, meters)) {
            fleet.add(camera.id(), "token", Fleet.Protocol.MQTT_5, Duration.ZERO, List::of);
            run.obey(orders, FaultPlan.none(), List.of());
            run.photograph(List.of(camera), new CameraFeed(city, FaultPlan.none(), Duration.ofMillis(A_MINUTE)), START);

            run.advanceTo(START + A_MINUTE);
            until(() -> gateway.acknowledged().stream()
                    .anyMatch(received -> received.topic().endsWith("/snapshot")));

            orders.write(List.of("disconnect:" + camera.id() + ":2026-11-24T08:01:30/2026-11-24T08:02:00"));
            run.advanceTo(START + 100_000);
            until(() -> fleet.connected() == 0);
            run.advanceTo(START + 130_000);
            until(() -> fleet.connected() == 1);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void until(Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.holds() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(condition.holds()).isTrue();
    }
}
