package io.cityops.dashboard.devicemap;

import io.cityops.dashboard.DashboardSettings;
import io.cityops.dashboard.map.GroundPlan;
import io.cityops.dashboard.map.MapDrawer;
import io.cityops.model.catalogue.Catalogue;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where all devices are and how they are, read every {@link #EVERY} for all open maps together; never while none is open.
 */
@Component
public final class DevicePlaces {
    private static final Logger LOG = LoggerFactory.getLogger(DevicePlaces.class);
    private static final Duration EVERY = Duration.ofMillis(600);
    private static final String ALL = """
            select id, type, sector, area, lat, lon, state from cityops.device
            where drill is null and lat is not null and lon is not null order by id""";

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final @Nullable Path boundaries;
    private final AtomicInteger watchers = new AtomicInteger();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("device-places").daemon().factory());
    private volatile List<MappedDevice> newest = List.of();
    private volatile Drawn drawn;

    /** The ground, and of which catalogue. */
    private record Drawn(String checksum, GroundPlan ground) {}

    DevicePlaces(JdbcClient database, Catalogue catalogue, DashboardSettings settings) throws IOException {
        this.database = database;
        this.catalogue = catalogue;
        boundaries = settings.boundaries();
        drawn = new Drawn(catalogue.checksum(), MapDrawer.ground(catalogue, boundaries));
        beats.scheduleWithFixedDelay(this::read, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be told for each map that is opened, with {@link #leave} when it is closed. */
    public void watch() {
        watchers.incrementAndGet();
        beats.execute(this::read);
    }

    public void leave() {
        watchers.decrementAndGet();
    }

    /** The same object until something changes; empty until they were read for the first time. */
    List<MappedDevice> newest() {
        return newest;
    }

    /** Of the catalogue's areas now; drawn anew when it was changed. */
    GroundPlan ground() {
        Drawn known = drawn;
        String checksum = catalogue.checksum();
        if (!known.checksum().equals(checksum)) {
            try {
                known = new Drawn(checksum, MapDrawer.ground(catalogue, boundaries));
            } catch (IOException e) {
                throw new UncheckedIOException("the ground of the changed catalogue cannot be drawn", e);
            }
            drawn = known;
        }
        return known.ground();
    }

    private void read() {
        if (watchers.get() == 0) {
            return;
        }
        try {
            GroundPlan ground = ground();
            List<MappedDevice> read = database.sql(ALL)
                    .query((row, number) -> new MappedDevice(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            ground.x(row.getDouble(5), row.getDouble(6)),
                            ground.y(row.getDouble(5), row.getDouble(6)),
                            row.getString(7)))
                    .list();
            if (!read.equals(newest)) {
                newest = List.copyOf(read);
            }
        } catch (DataAccessException | UncheckedIOException e) {
            LOG.warn("The places of devices could not be read: {}", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        beats.shutdownNow();
    }
}
