package io.cityops.dashboard.screen;

import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Figure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import org.springframework.stereotype.Component;

/**
 * The walls' meters: {@code cityops_dashboard_screens}, attached now; {@code cityops_dashboard_pushes_total}, updates
 * sent; {@code cityops_dashboard_write_to_push_seconds}, from the jobs' write to the push (alert when p95 is over 1 s);
 * {@code cityops_dashboard_event_to_push_seconds}, from the newest reading to the push, the devices' and the jobs' time
 * included.
 */
@Component
final class ScreenMeters {
    private final MeterRegistry registry;
    private final Counter pushes;
    private final Timer fromWrite;
    private final Timer fromEvent;

    ScreenMeters(MeterRegistry registry) {
        this.registry = registry;
        pushes = Counter.builder("cityops.dashboard.pushes")
                .description("Updates sent to walls")
                .register(registry);
        fromWrite = timer("cityops.dashboard.write.to.push", "From the write of a figure to its push to a wall");
        fromEvent =
                timer("cityops.dashboard.event.to.push", "From the newest reading of a figure to its push to a wall");
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name)
                .description(description)
                .publishPercentileHistogram()
                .maximumExpectedValue(Duration.ofMinutes(2))
                .register(registry);
    }

    void watch(Collection<?> attached) {
        Gauge.builder("cityops.dashboard.screens", attached, Collection::size)
                .description("Walls attached now")
                .register(registry);
    }

    /** Measured on the newest write, and only where there is one: not when a wall is told everything at its start. */
    void pushed(CitySnapshot before, CitySnapshot after, Instant at) {
        pushes.increment();
        if (before.newestWriteMillis() == 0 || after.newestWriteMillis() <= before.newestWriteMillis()) {
            return;
        }
        fromWrite.record(Duration.ofMillis(Math.max(0, at.toEpochMilli() - after.newestWriteMillis())));
        after.current().values().stream()
                .flatMap(areas -> areas.values().stream())
                .filter(figure -> figure.updatedMillis() > before.newestWriteMillis())
                .map(Figure::newestReadingMillis)
                .filter(newest -> newest != null)
                .max(Long::compare)
                .ifPresent(newest -> fromEvent.record(Duration.ofMillis(Math.max(0, at.toEpochMilli() - newest))));
    }
}
