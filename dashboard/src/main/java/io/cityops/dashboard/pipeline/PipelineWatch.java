package io.cityops.dashboard.pipeline;

import io.cityops.dashboard.pipeline.PipelineHealth.Look;
import io.cityops.dashboard.pipeline.PipelineHealth.Part;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at the meters of every part each {@link #EVERY} while somebody has the page open, once for all who look. */
@Component
final class PipelineWatch {
    private static final Logger LOG = LoggerFactory.getLogger(PipelineWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private record Scraped(Instant at, Meters meters) {}

    private final PipelineSettings settings;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final AtomicInteger watchers = new AtomicInteger();
    private final Map<String, Scraped> before = new HashMap<>();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("pipeline-watch").daemon().factory());
    private volatile List<Part> newest = List.of();

    PipelineWatch(PipelineSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        beats.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be told for each page that is opened, with {@link #leave} when it is closed. */
    void watch() {
        watchers.incrementAndGet();
        beats.execute(this::look);
    }

    void leave() {
        watchers.decrementAndGet();
    }

    /** Another list after each look; empty before the first. */
    List<Part> newest() {
        return newest;
    }

    private void look() {
        if (watchers.get() == 0) {
            return;
        }
        try {
            List<Part> parts = new ArrayList<>();
            parts.add(part("gateway", settings.gateway(), false, PipelineHealth::gateway));
            parts.add(part("jobs", settings.jobs(), false, PipelineHealth::jobs));
            parts.add(part("dashboard", List.of(settings.dashboard()), false, PipelineHealth::dashboard));
            parts.add(part("simulators", settings.simulators(), true, PipelineHealth::simulators));
            newest = List.copyOf(parts);
        } catch (RuntimeException e) {
            LOG.warn("The meters of the parts could not be read", e);
        }
    }

    private Part part(String id, List<URI> addresses, boolean optional, Function<Look, Part> told) {
        Scraped known = before.get(id);
        Meters meters = scraped(addresses);
        if (meters == null) {
            before.remove(id);
            return new Part(id, optional ? null : Boolean.FALSE, List.of());
        }
        Instant now = clock.instant();
        before.put(id, new Scraped(now, meters));
        return known == null
                ? told.apply(new Look(meters, meters, Duration.ZERO))
                : told.apply(new Look(meters, known.meters(), Duration.between(known.at(), now)));
    }

    /** Null when any of the addresses does not answer. */
    private @Nullable Meters scraped(List<URI> addresses) {
        List<String> pages = new ArrayList<>();
        for (URI address : addresses) {
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    return null;
                }
                pages.add(answer.body());
            } catch (IOException e) {
                LOG.debug("{} does not answer: {}", address, e.getMessage());
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return Meters.of(pages);
    }

    @PreDestroy
    void stop() {
        beats.shutdownNow();
        client.close();
    }
}
