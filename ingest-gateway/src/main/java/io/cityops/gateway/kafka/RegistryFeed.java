package io.cityops.gateway.kafka;

import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.registry.DeviceCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the registry to the compacted topic {@code devices}: everything at the start, then each change, a tombstone
 * for each device that is gone. Several gateways may do so side by side; the newest record of a device wins.
 */
public final class RegistryFeed {
    private static final Logger log = LoggerFactory.getLogger(RegistryFeed.class);

    private final KafkaJournal journal;
    private final RegistryMirror mirror;
    private final GatewayMeters meters;

    public RegistryFeed(KafkaJournal journal, RegistryMirror mirror, GatewayMeters meters) {
        this.journal = journal;
        this.mirror = mirror;
        this.meters = meters;
    }

    /**
     * @param alreadyPublished device ids that the topic holds from before; those no longer registered get a tombstone
     */
    public void start(Set<String> alreadyPublished) {
        mirror.follow(change -> publish(change.deviceId()));
        mirror.devices().forEach(device -> publish(device.id()));
        alreadyPublished.stream().filter(id -> mirror.find(id) == null).forEach(this::publish);
    }

    /** Always what the mirror says now, so that a second attempt never brings back an older state. */
    private void publish(String deviceId) {
        KnownDevice device = mirror.find(deviceId);
        byte[] key = deviceId.getBytes(StandardCharsets.UTF_8);
        byte[] value = device == null ? null : DeviceCodec.encode(device.device());
        journal.append(new Delivery(List.of(new ProducerRecord<>(Topics.DEVICES, key, value)), new Receipt() {
            @Override
            public void stored() {
                // nobody waits for it
            }

            @Override
            public void lost(Exception cause) {
                meters.kafkaError();
                log.warn("device {} could not be published and is tried again: {}", deviceId, cause.toString());
                publish(deviceId);
            }
        }));
    }
}
