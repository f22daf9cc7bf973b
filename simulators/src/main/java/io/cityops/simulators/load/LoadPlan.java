package io.cityops.simulators.load;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run is to do.
 *
 * @param target the broker
 * @param burst messages that a connection sends when it is its turn
 * @param loops threads of the lean client
 * @param inFlight messages of one connection that may wait for their answer, at most
 * @param connectsPerSecond how fast connections are opened
 * @param storm whether all connections are opened at once, and cut and opened again in the middle of the run
 * @param patience how long answers are waited for after the last message
 */
record LoadPlan(
        Target target,
        MqttProtocol protocol,
        int qos,
        Schedule schedule,
        int connections,
        int burst,
        int loops,
        int inFlight,
        double connectsPerSecond,
        boolean storm,
        Duration patience) {

    /** @param tls null without */
    record Target(String host, int port, @Nullable TlsClient tls) {}

    /** When connection {@code i} of the whole run is opened, in nanoseconds after the begin. */
    long connectAtNanos(int i) {
        return storm ? 0 : (long) (i * 1e9 / connectsPerSecond);
    }

    /** Whether the server answers each message. */
    boolean answered() {
        return qos > 0;
    }

    /** The same connections and packets against another server, on another schedule. */
    LoadPlan against(Target other, Schedule otherSchedule, Duration otherPatience) {
        return new LoadPlan(
                other,
                protocol,
                Math.max(1, qos),
                otherSchedule,
                connections,
                burst,
                loops,
                inFlight,
                Double.MAX_VALUE,
                false,
                otherPatience);
    }
}
