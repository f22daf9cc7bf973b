package io.cityops.dashboard.signin;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** {@code cityops_dashboard_signin_total{outcome}}: attempts; many {@code throttled} or {@code refused}: guessing. */
@Component
final class SignInMeters {
    private final Map<SignInOutcome, Counter> counters = new EnumMap<>(SignInOutcome.class);

    SignInMeters(MeterRegistry registry) {
        for (SignInOutcome outcome : SignInOutcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("cityops.dashboard.signin")
                            .description("Attempts to sign in")
                            .tag("outcome", outcome.tag())
                            .register(registry));
        }
    }

    void count(SignInOutcome outcome) {
        Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
