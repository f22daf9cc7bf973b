package io.cityops.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedAcknowledgementsTest {
    @Test
    void messageStoredEarlyWaitsForThoseBeforeIt() {
        OrderedAcknowledgements acknowledgements = new OrderedAcknowledgements();
        List<Integer> sent = new ArrayList<>();
        OrderedAcknowledgements.Waiting first = acknowledgements.add(() -> sent.add(1));
        OrderedAcknowledgements.Waiting second = acknowledgements.add(() -> sent.add(2));

        acknowledgements.stored(second);
        assertThat(sent).isEmpty();
        acknowledgements.stored(first);

        assertThat(sent).containsExactly(1, 2);
        assertThat(acknowledgements.size()).isZero();
    }
}
