package io.cityops.gateway.operations;

import io.cityops.gateway.limits.FailedSignIns;
import io.cityops.gateway.limits.Quota;
import io.cityops.model.telemetry.RejectReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Every meter of the gateway, named as Prometheus shows it.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>name</th><th>unit, tags</th><th>alert on</th></tr>
 * <tr><td>cityops_gateway_messages_total</td><td>PUBLISH packets; outcome</td><td>rate 0 while devices are connected</td></tr>
 * <tr><td>cityops_gateway_rejected_total</td><td>refused messages and parts of messages; reason</td><td>a jump of one reason</td></tr>
 * <tr><td>cityops_gateway_replayed_total</td><td>refused messages that were judged again; outcome</td><td></td></tr>
 * <tr><td>cityops_gateway_received_bytes_total</td><td>payload bytes</td><td></td></tr>
 * <tr><td>cityops_gateway_sign_ins_total</td><td>CONNECT packets; outcome</td><td>wrong-token, unknown-device over their usual rate</td></tr>
 * <tr><td>cityops_gateway_sign_in_failures_total</td><td>refused for their identity; answer: at once, after a wait, or none</td><td>wait-for-device: one device with a wrong token; wait-for-address: guessing</td></tr>
 * <tr><td>cityops_gateway_quota_hits_total</td><td>messages over a quota, held back or refused; quota</td><td>any: a device gone wild, or a quota too small</td></tr>
 * <tr><td>cityops_gateway_stills_total</td><td>pictures that are good; outcome</td><td>refused: the database does not take them</td></tr>
 * <tr><td>cityops_gateway_tls_handshakes_total</td><td>handshakes; outcome</td><td>failed over its usual rate: foreign or expired certificates</td></tr>
 * <tr><td>cityops_gateway_tls_certificate_valid_seconds</td><td>until the gateway's own certificate expires</td><td>under 30 days</td></tr>
 * <tr><td>cityops_gateway_wills_total</td><td>last wills of connections that broke</td><td>many at once: a network fault</td></tr>
 * <tr><td>cityops_gateway_commands_total</td><td>commands to devices; outcome</td><td>dropped: devices away for long</td></tr>
 * <tr><td>cityops_gateway_sessions</td><td>sessions kept, of devices connected and away</td><td></td></tr>
 * <tr><td>cityops_gateway_disconnections_total</td><td>connections; cause</td><td>taken-over (two devices with one identity), not-stored</td></tr>
 * <tr><td>cityops_gateway_connections</td><td>signed-in devices now</td><td>a sudden drop</td></tr>
 * <tr><td>cityops_gateway_in_flight_messages</td><td>received, not yet acknowledged by Kafka</td><td>not returning to near 0</td></tr>
 * <tr><td>cityops_gateway_in_flight_bytes</td><td>the same in bytes</td><td>at its limit: back-pressure is on</td></tr>
 * <tr><td>cityops_gateway_acknowledgement_seconds</td><td>receipt of PUBLISH to Kafka's acknowledgement; histogram</td><td>p99 over 1 s</td></tr>
 * <tr><td>cityops_gateway_kafka_errors_total</td><td>records given up for good</td><td>any</td></tr>
 * <tr><td>cityops_gateway_kafka_silence_seconds</td><td>since Kafka last acknowledged a tick on every partition</td><td>over 5 s</td></tr>
 * <tr><td>cityops_gateway_bridge_connected</td><td>1 while it is; bridge, as configured</td><td>0 for over a minute</td></tr>
 * <tr><td>cityops_gateway_bridge_received_total</td><td>messages from the external broker; bridge</td><td></td></tr>
 * <tr><td>cityops_gateway_registry_devices</td><td>devices in the mirror</td><td></td></tr>
 * <tr><td>cityops_gateway_registry_connected</td><td>1 while the mirror follows the database</td><td>0 for over a minute</td></tr>
 * </table>
 */
public final class GatewayMeters {
    private final MeterRegistry registry;
    private final Map<MessageOutcome, Counter> messages;
    private final Map<RejectReason, Counter> rejected;
    private final Map<MessageOutcome, Counter> replayed;
    private final Map<SignInOutcome, Counter> signIns;
    private final Map<CloseCause, Counter> disconnections;
    private final Map<CommandOutcome, Counter> commands;
    private final Map<FailedSignIns.Answer, Counter> signInFailures;
    private final Map<Quota.Kind, Counter> quotas;
    private final Map<StillOutcome, Counter> stills;
    private final Counter goodHandshakes;
    private final Counter failedHandshakes;
    private final Counter receivedBytes;
    private final Counter wills;
    private final Counter kafkaErrors;
    private final Timer acknowledgement;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger inFlightMessages = new AtomicInteger();

    public GatewayMeters(MeterRegistry registry) {
        this.registry = registry;
        messages = counters("cityops.gateway.messages", "outcome", MessageOutcome.class, MessageOutcome::tag);
        rejected = counters("cityops.gateway.rejected", "reason", RejectReason.class, RejectReason::tag);
        replayed = counters("cityops.gateway.replayed", "outcome", MessageOutcome.class, MessageOutcome::tag);
        signIns = counters("cityops.gateway.sign.ins", "outcome", SignInOutcome.class, SignInOutcome::tag);
        signInFailures = counters(
                "cityops.gateway.sign.in.failures",
                "answer",
                FailedSignIns.Answer.class,
                answer -> answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        quotas = counters("cityops.gateway.quota.hits", "quota", Quota.Kind.class, Quota.Kind::tag);
        stills = counters("cityops.gateway.stills", "outcome", StillOutcome.class, StillOutcome::tag);
        goodHandshakes = registry.counter("cityops.gateway.tls.handshakes", "outcome", "completed");
        failedHandshakes = registry.counter("cityops.gateway.tls.handshakes", "outcome", "failed");
        disconnections = counters("cityops.gateway.disconnections", "cause", CloseCause.class, CloseCause::tag);
        commands = counters("cityops.gateway.commands", "outcome", CommandOutcome.class, CommandOutcome::tag);
        receivedBytes =
                Counter.builder("cityops.gateway.received").baseUnit("bytes").register(registry);
        wills = registry.counter("cityops.gateway.wills");
        kafkaErrors = registry.counter("cityops.gateway.kafka.errors");
        acknowledgement = Timer.builder("cityops.gateway.acknowledgement")
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(5),
                        Duration.ofMillis(10),
                        Duration.ofMillis(20),
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30))
                .register(registry);
        Gauge.builder("cityops.gateway.connections", connections, AtomicInteger::get)
                .register(registry);
        Gauge.builder("cityops.gateway.in.flight.messages", inFlightMessages, AtomicInteger::get)
                .register(registry);
    }

    /** Adds what every Java process shows: memory, collections, threads, processor, file descriptors, uptime. */
    public void bindJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmGcMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    public <T> void inFlightBytes(T source, ToDoubleFunction<T> bytes) {
        Gauge.builder("cityops.gateway.in.flight", source, bytes)
                .baseUnit("bytes")
                .register(registry);
    }

    public <T> void kafkaSilence(T source, ToDoubleFunction<T> seconds) {
        Gauge.builder("cityops.gateway.kafka.silence", source, seconds)
                .baseUnit("seconds")
                .register(registry);
    }

    public <T> void certificateValid(T source, ToDoubleFunction<T> seconds) {
        Gauge.builder("cityops.gateway.tls.certificate.valid", source, seconds)
                .baseUnit("seconds")
                .register(registry);
    }

    public <T> void registryDevices(T source, ToDoubleFunction<T> devices) {
        Gauge.builder("cityops.gateway.registry.devices", source, devices).register(registry);
    }

    public <T> void registryConnected(T source, ToDoubleFunction<T> oneWhenConnected) {
        Gauge.builder("cityops.gateway.registry.connected", source, oneWhenConnected)
                .register(registry);
    }

    public <T> void sessions(T source, ToDoubleFunction<T> sessions) {
        Gauge.builder("cityops.gateway.sessions", source, sessions).register(registry);
    }

    public <T> void bridgeConnected(String bridge, T source, ToDoubleFunction<T> oneWhenConnected) {
        Gauge.builder("cityops.gateway.bridge.connected", source, oneWhenConnected)
                .tag("bridge", bridge)
                .register(registry);
    }

    public <T> void bridgeReceived(String bridge, T source, ToDoubleFunction<T> messages) {
        FunctionCounter.builder("cityops.gateway.bridge.received", source, messages)
                .tag("bridge", bridge)
                .register(registry);
    }

    public void message(MessageOutcome outcome, int payloadBytes) {
        count(messages, outcome);
        receivedBytes.increment(payloadBytes);
    }

    public void replayed(MessageOutcome outcome) {
        count(replayed, outcome);
    }

    public void rejected(RejectReason reason) {
        count(rejected, reason);
    }

    public void signIn(SignInOutcome outcome) {
        count(signIns, outcome);
    }

    public void signInFailure(FailedSignIns.Answer answer) {
        count(signInFailures, answer);
    }

    public void quota(Quota.Kind met) {
        count(quotas, met);
    }

    public void still(StillOutcome outcome) {
        count(stills, outcome);
    }

    public void handshake(boolean completed) {
        (completed ? goodHandshakes : failedHandshakes).increment();
    }

    public void connected() {
        connections.incrementAndGet();
    }

    public void disconnected(boolean wasSignedIn, CloseCause cause) {
        if (wasSignedIn) {
            connections.decrementAndGet();
        }
        count(disconnections, cause);
    }

    public void command(CommandOutcome outcome) {
        count(commands, outcome);
    }

    public void will() {
        wills.increment();
    }

    public void inFlight() {
        inFlightMessages.incrementAndGet();
    }

    public void settled() {
        inFlightMessages.decrementAndGet();
    }

    public void acknowledged(long nanos) {
        acknowledgement.record(nanos, TimeUnit.NANOSECONDS);
    }

    public void kafkaError() {
        kafkaErrors.increment();
    }

    private <E extends Enum<E>> Map<E, Counter> counters(
            String name, String tag, Class<E> outcomes, Function<E, String> tagOf) {
        Map<E, Counter> counters = new EnumMap<>(outcomes);
        for (E outcome : outcomes.getEnumConstants()) {
            counters.put(outcome, registry.counter(name, tag, tagOf.apply(outcome)));
        }
        return counters;
    }

    private static <E extends Enum<E>> void count(Map<E, Counter> counters, E outcome) {
        Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.increment();
        }
    }
}
