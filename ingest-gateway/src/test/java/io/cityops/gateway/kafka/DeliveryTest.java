package io.cityops.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class DeliveryTest {
    private final MockProducer<byte[], byte[]> kafka =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final List<String> receipts = new ArrayList<>();

    @Test
    void receiptIsGivenWhenEveryRecordIsAcknowledged() {
        delivery(3).sendThrough(kafka);

        kafka.completeNext();
        kafka.completeNext();
        assertThat(receipts).isEmpty();

        kafka.completeNext();
        assertThat(receipts).containsExactly("stored");
    }

    @Test
    void oneLostRecordLosesTheDelivery() {
        delivery(3).sendThrough(kafka);

        kafka.completeNext();
        kafka.errorNext(new TimeoutException("gave up"));
        assertThat(receipts).isEmpty();

        kafka.completeNext();
        assertThat(receipts).containsExactly("lost: gave up");
    }

    @Test
    void producerThatRefusesARecordLosesTheDelivery() {
        kafka.close();

        delivery(2).sendThrough(kafka);

        assertThat(receipts).hasSize(1).allMatch(receipt -> receipt.startsWith("lost: "));
    }

    @Test
    void deliveryWithoutRecordsIsAFaultOfOurs() {
        assertThatThrownBy(() -> delivery(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Delivery delivery(int records) {
        List<ProducerRecord<byte[], byte[]>> list = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            list.add(new ProducerRecord<>(Topics.TELEMETRY, new byte[] {(byte) i}));
        }
        return new Delivery(list, new Receipt() {
            @Override
            public void stored() {
                receipts.add("stored");
            }

            @Override
            public void lost(Exception cause) {
                receipts.add("lost: " + cause.getMessage());
            }
        });
    }
}
