package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcknowledgementQueueTest {
    private final AcknowledgementQueue queue = new AcknowledgementQueue();
    private final List<Integer> acknowledged = new ArrayList<>();

    @Test
    void messageStoredEarlyWaitsForThoseBeforeIt() {
        PendingAcknowledgement first = waiting(1);
        PendingAcknowledgement second = waiting(2);
        PendingAcknowledgement third = waiting(3);

        second.stored();
        advance();
        assertThat(acknowledged).isEmpty();

        first.stored();
        advance();
        assertThat(acknowledged).containsExactly(1, 2);

        third.stored();
        advance();
        assertThat(acknowledged).containsExactly(1, 2, 3);
        assertThat(queue.isEmpty()).isTrue();
    }

    @Test
    void nothingIsAcknowledgedAfterALostMessage() {
        PendingAcknowledgement first = waiting(1);
        PendingAcknowledgement lost = waiting(2);
        PendingAcknowledgement last = waiting(3);

        last.stored();
        lost.lost(new IllegalStateException("Kafka gave up"));
        first.stored();

        assertThat(advance()).isFalse();
        assertThat(acknowledged).containsExactly(1);
    }

    @Test
    void unsettledMessageIsNotAcknowledged() {
        waiting(1);

        assertThat(advance()).isTrue();
        assertThat(acknowledged).isEmpty();
        assertThat(queue.size()).isEqualTo(1);
    }

    private boolean advance() {
        return queue.advance(message -> acknowledged.add(message.packetId()));
    }

    private PendingAcknowledgement waiting(int packetId) {
        PendingAcknowledgement message = new PendingAcknowledgement(packetId, 1, null, 100, 0, settled -> {});
        queue.add(message);
        return message;
    }
}
