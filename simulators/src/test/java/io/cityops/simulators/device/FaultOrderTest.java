package io.cityops.simulators.device;

import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static io.cityops.simulators.city.CityFixtures.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultOrderTest {
    @Test
    void durationsCountFromTheBeginning() {
        FaultOrder order = FaultOrder.parse("stuck:flood-*:10m-25m", MONDAY_TEN);
        assertThat(order.fault()).isEqualTo(Fault.STUCK);
        assertThat(order.fromMillis()).isEqualTo(MONDAY_TEN + 600_000);
        assertThat(order.untilMillis()).isEqualTo(MONDAY_TEN + 1_500_000);
    }

    @Test
    void timesAreTheCitysAndAnEndMayBeMissing() {
        FaultOrder order = FaultOrder.parse("late:5%:2026-11-24T16:00/", 0);
        assertThat(order.fromMillis()).isEqualTo(at("2026-11-24T16:00:00+07:00"));
        assertThat(order.untilMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(FaultOrder.parse("late:5%:0-", 7).fromMillis()).isEqualTo(7);
    }

    @Test
    void theTextOfAnOrderIsAbsoluteAndMeansTheSameAtAnyBeginning() {
        FaultOrder order = FaultOrder.parse("clock-jump:cam-26743-1:90s-5m", MONDAY_TEN + 123);
        FaultOrder again = FaultOrder.parse(order.text(), 0);
        assertThat(again.text()).isEqualTo(order.text());
        assertThat(again.fromMillis()).isEqualTo(order.fromMillis());
        assertThat(again.untilMillis()).isEqualTo(order.untilMillis());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stuk:cam-1:1m-2m | did you mean 'stuck'",
                "stuck:cam-1 | KIND:WHO:WHEN",
                "stuck:150%:1m-2m | 0% to 100%",
                "stuck:cam-1:5m-2m | ends before it begins",
                "stuck:cam-1:soon | 10m-25m",
                "stuck:cam-1:2026-13-01/2026-12-02 | is no time"
            })
    void whatIsWrongIsToldWithWhatIsAllowed(String text, String told) {
        assertThatThrownBy(() -> FaultOrder.parse(text, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }
}
