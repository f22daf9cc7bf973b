package io.cityops.dashboard.wall;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.cityops.dashboard.DashboardSettings;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.LiveCity;
import io.cityops.dashboard.map.MapDrawer;
import io.cityops.model.catalogue.Catalogue;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Beats for all attached walls: four times a second each is asked to tell what is new, at least every two seconds that
 * it is alive. A wall whose last turn still waits for its lock is left out, so that a stuck screen holds up none.
 */
@Component
final class WallHub {
    static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(WallHub.class);
    private static final Duration BEAT = Duration.ofMillis(250);

    private final LiveCity city;
    private final WallMessages messages;
    private final WallMeters meters;
    private final Clock clock;
    private final Set<Attachment> attachments = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("wall-beat").daemon().factory());

    WallHub(LiveCity city, Catalogue catalogue, DashboardSettings settings, WallMeters meters, Clock clock)
            throws IOException {
        this.city = city;
        this.meters = meters;
        this.clock = clock;
        messages = new WallMessages(catalogue, MapDrawer.draw(catalogue, settings.boundaries()));
        meters.watch(attachments);
        beats.scheduleAtFixedRate(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    WallMessages messages() {
        return messages;
    }

    CitySnapshot newest() {
        return city.newest();
    }

    Instant now() {
        return clock.instant();
    }

    void pushed(CitySnapshot before, CitySnapshot after, Instant at) {
        meters.pushed(before, after, at);
    }

    /** @param tell called under the UI's lock; to be closed when the wall is detached */
    Attachment attach(UI ui, BiConsumer<CitySnapshot, Instant> tell) {
        Attachment attachment = new Attachment(ui, tell);
        attachments.add(attachment);
        return attachment;
    }

    private void beat() {
        CitySnapshot newest = city.newest();
        Instant now = clock.instant();
        for (Attachment attachment : attachments) {
            try {
                attachment.beat(newest, now);
            } catch (UIDetachedException e) {
                attachment.close();
            } catch (RuntimeException e) {
                LOG.warn("A wall could not be told what is new", e);
            }
        }
    }

    @PreDestroy
    void stop() {
        beats.shutdownNow();
    }

    /** One attached wall. */
    final class Attachment implements AutoCloseable {
        private final UI ui;
        private final BiConsumer<CitySnapshot, Instant> tell;
        private final AtomicBoolean waiting = new AtomicBoolean();
        private volatile CitySnapshot told = CitySnapshot.EMPTY;
        private Instant heartbeatDue = Instant.MIN;

        private Attachment(UI ui, BiConsumer<CitySnapshot, Instant> tell) {
            this.ui = ui;
            this.tell = tell;
        }

        private void beat(CitySnapshot newest, Instant now) {
            boolean due = !now.isBefore(heartbeatDue);
            if (newest.isThatOf(told) && !due || !waiting.compareAndSet(false, true)) {
                return;
            }
            told = newest;
            if (due) {
                heartbeatDue = now.plus(HEARTBEAT);
            }
            ui.access(() -> {
                waiting.set(false);
                tell.accept(newest, now);
            });
        }

        @Override
        public void close() {
            attachments.remove(this);
        }
    }
}
