package io.cityops.gateway.mqtt;

import io.cityops.gateway.identity.CertificateHolders;
import io.cityops.gateway.identity.SignIn;
import io.cityops.gateway.intake.Judge;
import io.cityops.gateway.kafka.InFlightBytes;
import io.cityops.gateway.kafka.KafkaJournal;
import io.cityops.gateway.kafka.Takeovers;
import io.cityops.gateway.limits.FailedSignIns;
import io.cityops.gateway.limits.Quotas;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.gateway.still.StillStore;
import java.time.Clock;

/**
 * What all connections share.
 *
 * @param maxInFlight messages of one connection that may wait for Kafka before it is read no further
 */
public record Reception(
        RegistryMirror mirror,
        SignIn signIn,
        FailedSignIns failedSignIns,
        CertificateHolders certificateHolders,
        Judge judge,
        Sessions sessions,
        Takeovers takeovers,
        Quotas quotas,
        StillStore stills,
        KafkaJournal journal,
        InFlightBytes inFlight,
        GatewayMeters meters,
        Clock clock,
        int maxInFlight) {

    /** Announced to MQTT 5 clients. Half of the limit, so that one that keeps to it is always read and its pings answered. */
    int receiveMaximum() {
        return Math.max(1, maxInFlight / 2);
    }
}
