package io.cityops.simulators.live;

import io.cityops.simulators.camera.CameraFeed;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.DeviceFeed;
import io.cityops.simulators.device.FaultOrder;
import io.cityops.simulators.device.FaultPlan;
import io.cityops.simulators.device.PublicationStream;
import io.cityops.simulators.mqtt.BadPackets;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.SimulatorMeters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The city as time passes: messages go out when they are due, connections are lost and come back, orders are obeyed. Told
 * what time it is, so that nothing here waits. Not safe for several threads.
 */
final class CityRun implements AutoCloseable {
    /** Before any time, and near enough that differences to it are right. */
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private static final long LOOK_EVERY_MILLIS = Duration.ofSeconds(1).toMillis();
    private static final long ATTACK_EVERY_MILLIS = Duration.ofSeconds(10).toMillis();

    private final List<SimulatedDevice> devices;
    private final Fleet fleet;
    private final SimulatorMeters meters;
    private final PublicationStream stream;
    private final Set<String> cut = new HashSet<>();
    private final List<LongConsumer> everySecond = new ArrayList<>();
    private final ExecutorService attackers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("attack-", 0).factory());
    private final Map<SimulatedDevice, Long> taken = new LinkedHashMap<>();

    /** One thread, of low priority, so that drawing never delays what is due. */
    private final ExecutorService photographers = Executors.newSingleThreadExecutor(Thread.ofPlatform()
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .name("photographer")
            .factory());

    private @Nullable CameraFeed cameraFeed;
    private DeviceFeed feed;
    private long lookedMillis = LONG_AGO;
    private long attackedMillis = LONG_AGO;

    /** @param startMillis what is due after it is published */
    CityRun(List<SimulatedDevice> devices, DeviceFeed feed, long startMillis, Fleet fleet, SimulatorMeters meters) {
        this.devices = devices;
        this.feed = feed;
        this.fleet = fleet;
        this.meters = meters;
        this.stream = new PublicationStream(devices, feed, startMillis, 1);
        everySecond.add(this::cutAndRestore);
    }

    /** From now on looks once a second for orders in the file, and lays them over those known from the beginning. */
    void obey(FaultFile file, FaultPlan plan, List<FaultOrder> fromTheBeginning) {
        everySecond.addFirst(now -> file.changed().ifPresent(ordered -> {
            List<FaultOrder> all = new ArrayList<>(fromTheBeginning);
            all.addAll(ordered);
            feed = feed.under(plan.with(all));
            stream.follow(feed);
            cameraFeed = cameraFeed == null ? null : cameraFeed.under(plan.with(all));
        }));
    }

    /** From now on lets cameras take pictures. */
    void photograph(List<SimulatedDevice> cameras, CameraFeed pictures, long startMillis) {
        cameraFeed = pictures;
        for (SimulatedDevice camera : cameras) {
            taken.put(camera, pictures.indexAt(camera, startMillis));
        }
        everySecond.add(this::takePictures);
    }

    private void takePictures(long nowMillis) {
        CameraFeed current = cameraFeed;
        if (current != null) {
            taken.replaceAll((camera, last) -> {
                long index = current.indexAt(camera, nowMillis);
                if (index > last) {
                    photographers.execute(() -> current.at(camera, index).ifPresent(fleet::send));
                }
                return index;
            });
        }
    }

    /** From now on lets hostile devices throw packets at the gateway that are not MQTT. */
    void attack(String url, BadPackets packets) {
        everySecond.add(now -> {
            if (now - attackedMillis >= ATTACK_EVERY_MILLIS) {
                attackedMillis = now;
                devices.stream()
                        .filter(device -> feed.hostile(device, now))
                        .forEach(device -> attackers.execute(
                                () -> packets.throwAt(url, packets.of(device.id(), now / ATTACK_EVERY_MILLIS))));
            }
        });
    }

    void advanceTo(long nowMillis) {
        if (nowMillis - lookedMillis >= LOOK_EVERY_MILLIS) {
            lookedMillis = nowMillis;
            everySecond.forEach(look -> look.accept(nowMillis));
        }
        stream.advanceTo(nowMillis, due -> fleet.send(due.publication()), meters::withheld);
    }

    private void cutAndRestore(long nowMillis) {
        for (SimulatedDevice device : devices) {
            boolean lost = feed.hasConnection(device) && feed.disconnected(device, nowMillis);
            if (lost && cut.add(device.id())) {
                fleet.cut(device.id());
            } else if (!lost && cut.remove(device.id())) {
                fleet.restore(device.id());
            }
        }
    }

    @Override
    public void close() {
        cut.forEach(fleet::restore);
        stream.close();
        attackers.shutdownNow();
        photographers.shutdownNow();
    }
}
