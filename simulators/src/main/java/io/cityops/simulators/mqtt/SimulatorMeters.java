package io.cityops.simulators.mqtt;

import io.cityops.model.telemetry.RejectReason;
import io.cityops.simulators.device.Fault;
import io.cityops.simulators.device.Publication;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All meters of the process, in one place. At any moment {@code published = acknowledged + unconfirmed + refused + dropped
 * + outstanding}.
 *
 * <ul>
 *   <li>{@code cityops.simulators.published}, {@code .acknowledged}, {@code .observations} (acknowledged): counts of
 *       messages, and of observations in them
 *   <li>{@code cityops.simulators.unconfirmed}: messages sent with QoS 0, of which nobody knows whether they arrived
 *   <li>{@code cityops.simulators.refused{reason}}: acknowledged by the gateway as refused (MQTT 5 only: to 3.1.1 a
 *       refusal looks like success)
 *   <li>{@code cityops.simulators.resent}: sent again after a lost connection
 *   <li>{@code cityops.simulators.dropped}: given up; alert on any
 *   <li>{@code cityops.simulators.faulty{fault}}: published messages that are as they are because of a fault, and
 *       observations withheld (silence, late)
 *   <li>{@code cityops.simulators.connection.lost{cause}}: alert when it keeps growing
 *   <li>{@code cityops.simulators.outstanding}, {@code .in.flight}, {@code .connected}, {@code .devices}: gauges
 * </ul>
 */
public final class SimulatorMeters implements Outcomes {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorMeters.class);
    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final @Nullable Ledger ledger;
    private final Counter published;
    private final Counter acknowledged;
    private final Counter unconfirmed;
    private final Counter observations;
    private final Counter resent;
    private final Counter dropped;
    private final Map<Fault, Counter> faulty = new EnumMap<>(Fault.class);
    private final Map<String, Counter> refused = new ConcurrentHashMap<>();

    /** Why a connection was lost, as a closed list. */
    private enum LossCause {
        REFUSED_SIGN_IN,
        NEVER_CONNECTED,
        CUT;

        String tag() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public SimulatorMeters(MeterRegistry registry, @Nullable Ledger ledger) {
        this.registry = registry;
        this.ledger = ledger;
        this.published = registry.counter("cityops.simulators.published");
        this.acknowledged = registry.counter("cityops.simulators.acknowledged");
        this.unconfirmed = registry.counter("cityops.simulators.unconfirmed");
        this.observations = registry.counter("cityops.simulators.observations");
        this.resent = registry.counter("cityops.simulators.resent");
        this.dropped = registry.counter("cityops.simulators.dropped");
        for (Fault fault : Fault.values()) {
            faulty.put(fault, registry.counter("cityops.simulators.faulty", "fault", fault.tag()));
        }
    }

    /** Shows the state of a fleet. */
    public void watch(Fleet fleet, int devices) {
        Gauge.builder("cityops.simulators.outstanding", fleet, Fleet::outstanding)
                .register(registry);
        Gauge.builder("cityops.simulators.in.flight", fleet, Fleet::inFlight).register(registry);
        Gauge.builder("cityops.simulators.connected", fleet, Fleet::connected).register(registry);
        Gauge.builder("cityops.simulators.devices", () -> devices).register(registry);
    }

    /** An observation that a device withholds for the time being, or for ever. */
    public void withheld(Fault fault) {
        count(fault);
    }

    @Override
    public void published(Publication publication) {
        published.increment();
        if (publication.fault() != null) {
            count(publication.fault());
        }
    }

    @Override
    public void resent(Publication publication) {
        resent.increment();
    }

    @Override
    public void acknowledged(Publication publication) {
        acknowledged.increment();
        observations.increment(publication.contents().size());
        if (ledger != null) {
            ledger.acknowledged(publication);
        }
    }

    @Override
    public void unconfirmed(Publication publication) {
        unconfirmed.increment();
    }

    @Override
    public void refused(Publication publication, int reasonCode, String reason) {
        LOG.debug("{}: refused, code 0x{}: {}", publication.deviceId(), Integer.toHexString(reasonCode), reason);
        refused.computeIfAbsent(tagOf(reason), tag -> registry.counter("cityops.simulators.refused", "reason", tag))
                .increment();
        if (ledger != null) {
            ledger.acknowledged(publication);
        }
    }

    @Override
    public void dropped(Publication publication) {
        dropped.increment();
        LOG.warn("{}: too many messages wait for the gateway; the oldest is lost", publication.deviceId());
    }

    @Override
    public void connectionLost(String deviceId, String reason, boolean wasConnected) {
        LossCause cause = reason.equals(MqttLink.NOT_AUTHORISED)
                ? LossCause.REFUSED_SIGN_IN
                : wasConnected ? LossCause.CUT : LossCause.NEVER_CONNECTED;
        registry.counter("cityops.simulators.connection.lost", "cause", cause.tag())
                .increment();
        if (cause == LossCause.REFUSED_SIGN_IN) {
            LOG.warn("{}: the gateway refused the token; it is tried again", deviceId);
        } else {
            LOG.debug("{}: connection lost: {}", deviceId, reason);
        }
    }

    public long publishedCount() {
        return (long) published.count();
    }

    public long acknowledgedCount() {
        return (long) acknowledged.count();
    }

    /** Messages sent with QoS 0. */
    public long unconfirmedCount() {
        return (long) unconfirmed.count();
    }

    /** Messages refused, by reason. */
    public Map<String, Long> refusedCounts() {
        return refused.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> (long) entry.getValue().count(), Long::sum, TreeMap::new));
    }

    public long droppedCount() {
        return (long) dropped.count();
    }

    private void count(Fault fault) {
        Counter counter = faulty.get(fault);
        if (counter != null) {
            counter.increment();
        }
    }

    /** The closed list of reasons; the gateway's words begin with one of them. */
    private static String tagOf(String reason) {
        return Arrays.stream(RejectReason.values())
                .map(RejectReason::tag)
                .filter(reason::startsWith)
                .findFirst()
                .orElse(OTHER);
    }
}
