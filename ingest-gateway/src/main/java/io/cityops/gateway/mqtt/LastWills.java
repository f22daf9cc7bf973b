package io.cityops.gateway.mqtt;

import io.cityops.gateway.intake.Judge;
import io.cityops.gateway.intake.StatusIntake;
import io.cityops.gateway.intake.Verdict;
import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.kafka.KafkaJournal;
import io.cityops.gateway.kafka.Receipt;
import io.cityops.gateway.mqtt.wire.Will;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.telemetry.DeviceStatus.Origin;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Publishes last wills as the devices would have done themselves: the same checks, the same topics of Kafka. */
public final class LastWills {
    private final RegistryMirror mirror;
    private final Judge judge;
    private final KafkaJournal journal;
    private final GatewayMeters meters;
    private final Clock clock;

    public LastWills(RegistryMirror mirror, Judge judge, KafkaJournal journal, GatewayMeters meters, Clock clock) {
        this.mirror = mirror;
        this.judge = judge;
        this.journal = journal;
        this.meters = meters;
        this.clock = clock;
    }

    /** From any thread. The will of a device that is no longer registered is nobody's. */
    void publish(String deviceId, Will will) {
        KnownDevice device = mirror.find(deviceId);
        if (device == null) {
            return;
        }
        meters.will();
        List<ProducerRecord<byte[], byte[]>> records = records(device, will);
        if (records.isEmpty()) {
            return;
        }
        journal.append(new Delivery(records, new Receipt() {
            @Override
            public void stored() {
                // nobody waits for it
            }

            @Override
            public void lost(Exception cause) {
                meters.kafkaError();
            }
        }));
    }

    private List<ProducerRecord<byte[], byte[]>> records(KnownDevice device, Will will) {
        long nowMillis = clock.millis();
        Verdict verdict = will.topic().equals(device.statusTopic())
                ? StatusIntake.refusal(device, will.payload(), nowMillis)
                : judge.judge(device, will.topic(), null, will.payload(), nowMillis);
        return verdict == null
                ? List.of(StatusIntake.accepted(device, Origin.LAST_WILL, will.payload(), nowMillis))
                : verdict.of(device.device().drill()).records(device.key());
    }
}
