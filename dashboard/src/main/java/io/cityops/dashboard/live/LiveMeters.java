package io.cityops.dashboard.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * The reader's meters: {@code cityops_dashboard_reads_total} and {@code _read_seconds}, one a read whatever the number
 * of walls; {@code _read_failures_total}: alert when it grows, the walls are then not kept up.
 */
@Component
final class LiveMeters {
    private final Timer reads;
    private final Counter failures;

    LiveMeters(MeterRegistry registry) {
        reads = Timer.builder("cityops.dashboard.read")
                .description("Reads of changed figures and open alarms")
                .publishPercentileHistogram()
                .register(registry);
        failures = Counter.builder("cityops.dashboard.read.failures")
                .description("Lost or refused connections of the live reader")
                .register(registry);
    }

    void read(Duration took) {
        reads.record(took);
    }

    void failed() {
        failures.increment();
    }
}
