package io.cityops.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** Two gateways, whose announcements the test writes into the topic one by one. */
class TakeoversTest {
    private final Side first = new Side();
    private final Side second = new Side();

    @Test
    void whoSignedInBeforeIsOver() {
        long number = first.takeovers.signedIn("d");
        bothRead(first.written().getFirst());

        second.takeovers.signedIn("d");
        bothRead(second.written().getFirst());

        assertThat(first.over).containsExactly("d " + number);
    }

    @Test
    void ofTwoAtTheSameTimeTheOneThatIsLaterInTheTopicStays() {
        long number = first.takeovers.signedIn("d");
        second.takeovers.signedIn("d");

        bothRead(first.written().getFirst());
        bothRead(second.written().getFirst());

        assertThat(first.over).containsExactly("d " + number);
        assertThat(second.over).isEmpty();
    }

    @Test
    void whatWasLeftBehindIsOverTooOnceTheDeviceIsElsewhere() {
        long number = first.takeovers.signedIn("d");
        bothRead(first.written().getFirst());
        first.takeovers.signedOut("d", number);

        second.takeovers.signedIn("d");
        bothRead(second.written().getFirst());

        assertThat(first.over).containsExactly("d 0");
    }

    @Test
    void whileKafkaIsAwayOneAnnouncementWaitsForEachDeviceAndThenTheNewestIsMade() {
        for (int i = 0; i < 1_000; i++) {
            first.takeovers.signedIn("d");
        }
        assertThat(first.waiting).hasSize(1);

        List<ProducerRecord<byte[], byte[]>> written = new ArrayList<>(first.written());
        written.addAll(first.written());
        assertThat(written).hasSize(2);

        second.takeovers.signedIn("d");
        bothRead(written.getFirst());
        bothRead(second.written().getFirst());
        bothRead(written.getLast());
        assertThat(first.over).isEmpty();
        assertThat(second.over).hasSize(1);
    }

    @Test
    void whoHasLeftIsForgotten() {
        long number = first.takeovers.signedIn("d");
        first.written();

        first.takeovers.signedOut("d", number - 1);
        assertThat(first.takeovers.size()).isEqualTo(1);
        first.takeovers.signedOut("d", number);
        assertThat(first.takeovers.size()).isZero();
    }

    private void bothRead(ProducerRecord<byte[], byte[]> written) {
        ConsumerRecord<byte[], byte[]> read =
                new ConsumerRecord<>(written.topic(), 0, 0, written.key(), written.value());
        first.takeovers.read(read);
        second.takeovers.read(read);
    }

    private static final class Side implements Takeovers.Listener {
        private final List<KafkaJournal.Entry> waiting = new ArrayList<>();
        private final List<String> over = new ArrayList<>();
        private final Takeovers takeovers = new Takeovers(waiting::add, this);

        /** Kafka takes what waits now. */
        List<ProducerRecord<byte[], byte[]>> written() {
            MockProducer<byte[], byte[]> kafka =
                    new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
            List<KafkaJournal.Entry> now = List.copyOf(waiting);
            waiting.clear();
            now.forEach(entry -> entry.sendThrough(kafka));
            return kafka.history();
        }

        @Override
        public void signedInElsewhere(String deviceId, long number) {
            over.add(deviceId + " " + number);
        }
    }
}
