package io.cityops.jobs.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IncomingTest {
    private static final long NOON_MILLIS = 1_795_323_600_000L;

    private final Incoming incoming = new Incoming();

    private void add(String indicator, long minuteMillis, boolean late, String device, double number) {
        Slice slice = new Slice();
        slice.indicator = indicator;
        slice.minuteMillis = minuteMillis;
        slice.late = late;
        slice.readings = 1;
        slice.covered[Level.DAY.ordinal()] = 1;
        slice.receivedMillis = minuteMillis + (long) number;
        slice.numbers.byDevice().put(device, new double[] {number});
        incoming.add(slice, OneSum.SUM);
    }

    @Test
    void slicesOfOneIndicatorAndMinuteAreOne() {
        add("water.level", NOON_MILLIS, false, "gauge-1", 3);
        add("traffic.flow", NOON_MILLIS, false, "counter-1", 7);
        add("water.level", NOON_MILLIS, false, "gauge-2", 5);
        add("water.level", NOON_MILLIS, false, "gauge-1", 4);

        List<Slice> slices = incoming.take();

        assertThat(slices).extracting(slice -> slice.indicator).containsExactly("water.level", "traffic.flow");
        Slice water = slices.getFirst();
        assertThat(water.readings).isEqualTo(3);
        assertThat(water.covered[Level.DAY.ordinal()]).isEqualTo(3);
        assertThat(water.receivedMillis).isEqualTo(NOON_MILLIS + 5);
        assertThat(water.numbers.byDevice().get("gauge-1")).containsExactly(7);
        assertThat(water.numbers.byDevice().get("gauge-2")).containsExactly(5);
        assertThat(incoming.isEmpty()).isTrue();
        assertThat(incoming.take()).isEmpty();
    }

    @Test
    void otherMinutesAndLateOnesStayApart() {
        add("water.level", NOON_MILLIS, false, "gauge-1", 3);
        add("water.level", NOON_MILLIS + 60_000, false, "gauge-1", 3);
        add("water.level", NOON_MILLIS + 60_000, true, "gauge-1", 3);

        assertThat(incoming.take()).hasSize(3);
    }
}
