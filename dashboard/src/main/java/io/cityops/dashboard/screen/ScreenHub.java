package io.cityops.dashboard.screen;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.alerts.CriticalCalls;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.LiveCity;
import io.cityops.dashboard.live.ScopedCity;
import io.cityops.model.catalogue.Catalogue;
import jakarta.annotation.PreDestroy;
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
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Beats for all open screens: four times a second each is asked to tell what is new within its scope, at least every two
 * seconds that it is alive. A screen whose last turn still waits for its lock is left out, so that a stuck one holds up
 * none. One whose person has lost or changed their rights is loaded anew, which leads to the form to sign in; so is each when
 * the catalogue is another one.
 */
@Component
public final class ScreenHub {
    public static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ScreenHub.class);
    private static final Duration BEAT = Duration.ofMillis(250);

    private final LiveCity city;
    private final ScopedCity scoped;
    private final People people;
    private final CriticalCalls calls;
    private final Catalogue catalogue;
    private final ScreenMeters meters;
    private final Clock clock;
    private final Set<Attachment> attachments = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("screen-beat").daemon().factory());

    ScreenHub(
            LiveCity city,
            ScopedCity scoped,
            People people,
            CriticalCalls calls,
            Catalogue catalogue,
            ScreenMeters meters,
            Clock clock) {
        this.city = city;
        this.scoped = scoped;
        this.people = people;
        this.calls = calls;
        this.catalogue = catalogue;
        this.meters = meters;
        this.clock = clock;
        meters.watch(attachments);
        beats.scheduleAtFixedRate(this::beat, BEAT.toMillis(), BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What they see of the city now. */
    public CitySnapshot newest(Person person) {
        return newest(person.scope());
    }

    public CitySnapshot newest(Scope scope) {
        return scoped.seen(city.newest(), scope);
    }

    public Instant now() {
        return clock.instant();
    }

    /** To be told for the meters, when a screen was sent something new. */
    public void pushed(CitySnapshot before, CitySnapshot after, Instant at) {
        meters.pushed(before, after, at);
    }

    /**
     * @param tell called under the UI's lock; the attachment is to be closed when the screen is detached
     * @param hasMore whether it has news beside the city's, asked at each beat
     */
    public Attachment attach(UI ui, Person person, BiConsumer<CitySnapshot, Instant> tell, BooleanSupplier hasMore) {
        Attachment attachment = new Attachment(ui, person, tell, hasMore);
        attachments.add(attachment);
        return attachment;
    }

    private void beat() {
        CitySnapshot newest = city.newest();
        Instant now = clock.instant();
        calls.look(newest, now);
        for (Attachment attachment : attachments) {
            try {
                attachment.beat(newest, now);
            } catch (UIDetachedException e) {
                attachment.close();
            } catch (RuntimeException e) {
                LOG.warn("A screen could not be told what is new", e);
            }
        }
    }

    @PreDestroy
    void stop() {
        beats.shutdownNow();
    }

    /** One open screen. */
    public final class Attachment implements AutoCloseable {
        private final UI ui;
        private final Person person;
        private final BiConsumer<CitySnapshot, Instant> tell;
        private final BooleanSupplier hasMore;
        private final AtomicBoolean waiting = new AtomicBoolean();
        /** What the screen was told of it at first holds as long as it is this one. */
        private final String shown = catalogue.checksum();

        private CitySnapshot told = CitySnapshot.EMPTY;
        private Instant heartbeatDue = Instant.MIN;

        private Attachment(UI ui, Person person, BiConsumer<CitySnapshot, Instant> tell, BooleanSupplier hasMore) {
            this.ui = ui;
            this.person = person;
            this.tell = tell;
            this.hasMore = hasMore;
        }

        private void beat(CitySnapshot newest, Instant now) {
            if (people.areKnown() && !people.isCurrent(person)
                    || !catalogue.checksum().equals(shown)) {
                close();
                ui.access(() -> ui.getPage().reload());
                return;
            }
            boolean due = !now.isBefore(heartbeatDue);
            boolean quiet = newest.isThatOf(told) && !due && !hasMore.getAsBoolean();
            if (quiet || !waiting.compareAndSet(false, true)) {
                return;
            }
            told = newest;
            if (due) {
                heartbeatDue = now.plus(HEARTBEAT);
            }
            ui.access(() -> {
                waiting.set(false);
                tell.accept(scoped.seen(newest, person.scope()), now);
            });
        }

        @Override
        public void close() {
            attachments.remove(this);
        }
    }
}
