package io.cityops.simulators.load;

import java.time.Duration;

/**
 * When each message is to be sent: fixed before the first one is, whatever the broker does meanwhile. The rate grows
 * linearly from nothing during the ramp and is steady after it. Times are nanoseconds since the begin of the run.
 */
record Schedule(double ratePerSecond, Duration ramp, Duration duration) {
    private static final double SECOND = 1e9;

    Schedule {
        if (!(ratePerSecond >= 0) || ramp.compareTo(duration) > 0) {
            throw new IllegalArgumentException("a rate of at least 0, and a ramp no longer than the run");
        }
    }

    /** Messages of the whole run. */
    long total() {
        return (long) Math.floor(inRamp() + ratePerSecond * (durationNanos() - rampNanos()) / SECOND);
    }

    /** When message {@code n} is due, counted from 0. */
    long intendedNanos(long n) {
        double inRamp = inRamp();
        if (n < inRamp) {
            return (long) (SECOND * Math.sqrt(2.0 * n * rampNanos() / SECOND / ratePerSecond));
        }
        return rampNanos() + (long) ((n - inRamp) * SECOND / ratePerSecond);
    }

    /** How many messages are due by this moment. */
    long dueBy(long nanos) {
        if (nanos < 0) {
            return 0;
        }
        double ramp = Math.min(nanos, rampNanos()) / SECOND;
        double inRamp = rampNanos() == 0 ? 0 : ratePerSecond * ramp * ramp / 2 / (rampNanos() / SECOND);
        double steady = ratePerSecond * Math.max(0, nanos - rampNanos()) / SECOND;
        return Math.min(total(), (long) Math.floor(inRamp + steady));
    }

    long durationNanos() {
        return duration.toNanos();
    }

    private long rampNanos() {
        return ramp.toNanos();
    }

    private double inRamp() {
        return ratePerSecond * rampNanos() / SECOND / 2;
    }
}
