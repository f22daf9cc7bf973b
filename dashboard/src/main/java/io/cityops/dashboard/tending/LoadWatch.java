package io.cityops.dashboard.tending;

import io.cityops.dashboard.tending.AlarmLoad.Actor;
import io.cityops.dashboard.tending.AlarmLoad.Desk;
import io.cityops.dashboard.tending.AlarmLoad.Situation;
import io.cityops.dashboard.tending.AlarmLoad.Stale;
import jakarta.annotation.PreDestroy;
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
import org.springframework.stereotype.Component;

/**
 * The alarm load and the situations, read every {@link #EVERY} for all open desks and walls together; never while none is
 * open.
 */
@Component
public final class LoadWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LoadWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(3);
    private static final int ACTORS = 200;

    /** All that was read at one moment. */
    public record Picture(List<Desk> desks, List<Actor> actors, List<Situation> situations, List<Stale> stale) {
        public Picture {
            desks = List.copyOf(desks);
            actors = List.copyOf(actors);
            situations = List.copyOf(situations);
            stale = List.copyOf(stale);
        }
    }

    private final AlarmLoad load;
    private final AtomicInteger watchers = new AtomicInteger();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("alarm-load").daemon().factory());
    private volatile @Nullable Picture newest;

    LoadWatch(AlarmLoad load) {
        this.load = load;
        beats.scheduleWithFixedDelay(this::read, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be told for each screen that is opened, with {@link #leave} when it is closed. */
    public void watch() {
        watchers.incrementAndGet();
        beats.execute(this::read);
    }

    public void leave() {
        if (watchers.decrementAndGet() == 0) {
            newest = null;
        }
    }

    /** The same object until something changes; null until it was read for the first time. */
    public @Nullable Picture newest() {
        return newest;
    }

    private void read() {
        if (watchers.get() == 0) {
            return;
        }
        try {
            Picture read = new Picture(load.desks(), load.worstActors(ACTORS), load.situations(), load.stale());
            if (!read.equals(newest)) {
                newest = read;
            }
        } catch (DataAccessException e) {
            LOG.warn("The alarm load could not be read: {}", e.getMessage());
        }
    }

    @PreDestroy
    void stop() {
        beats.shutdownNow();
    }
}
