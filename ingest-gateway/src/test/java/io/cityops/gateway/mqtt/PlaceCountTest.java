package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlaceCountTest {
    private final PlaceCount places = new PlaceCount(2);

    @Test
    void whoWaitsIsWokenWhenAPlaceIsGivenBack() {
        AtomicInteger woken = new AtomicInteger();
        assertThat(places.take()).isTrue();
        assertThat(places.take()).isTrue();
        assertThat(places.take()).isFalse();
        places.whenFree(woken::incrementAndGet);
        assertThat(woken).hasValue(0);

        places.giveBack();
        assertThat(woken).hasValue(1);
        assertThat(places.take()).isTrue();
    }

    @Test
    void nobodyWaitsWhileThereArePlaces() {
        AtomicInteger woken = new AtomicInteger();
        places.whenFree(woken::incrementAndGet);

        assertThat(woken).hasValue(1);
    }
}
