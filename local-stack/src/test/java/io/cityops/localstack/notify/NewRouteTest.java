package io.cityops.localstack.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewRouteTest {
    private static final Catalogue CITY = Catalogue.load(null);

    @Test
    void aRouteThatNamesWhatTheCityHasIsTaken() {
        assertThat(route("email", "an@city.vn", "high", "25747", "water").problem(CITY))
                .isEmpty();
        assertThat(route("webhook", "https://hooks.city.vn/x?y=1", "low", "city", "energy")
                        .problem(CITY))
                .isEmpty();
        assertThat(route("sms", "+84901234567", "critical", "city", "traffic").problem(CITY))
                .isEmpty();
    }

    @Test
    void whatIsWrongIsNamedWithWhatIsAllowed() {
        assertThat(route("email", "an at city.vn", "high", "city", "water").problem(CITY))
                .hasValue("email 'an at city.vn': allowed is an e-mail address");
        assertThat(route("email", "a@b.vn,c@d.vn", "high", "city", "water").problem(CITY))
                .isPresent();
        assertThat(route("sms", "0901234567", "high", "city", "water").problem(CITY))
                .hasValueSatisfying(problem -> assertThat(problem).contains("+84901234567"));
        assertThat(route("webhook", "ftp://hooks.city.vn", "high", "city", "water")
                        .problem(CITY))
                .isPresent();
        assertThat(route("email", "an@city.vn", "hihg", "city", "water").problem(CITY))
                .hasValueSatisfying(problem -> assertThat(problem).endsWith("did you mean 'high'?"));
        assertThat(route("email", "an@city.vn", "high", "2574", "water").problem(CITY))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("area '2574' is not in the catalogue"));
        assertThat(route("email", "an@city.vn", "high", "city", "watter").problem(CITY))
                .hasValueSatisfying(problem -> assertThat(problem).endsWith("did you mean 'water'?"));
    }

    @Test
    void anAreaStandsForAllThatLiesWithinIt() {
        assertThat(route("email", "an@city.vn", "high", "25747", "water").areasWithin(CITY))
                .containsExactly("25747");
        assertThat(route("email", "an@city.vn", "high", "city", "water").areasWithin(CITY))
                .containsExactly("city");
    }

    private static NewRoute route(String channel, String address, String severity, String area, String sector) {
        return new NewRoute("an.nguyen", channel, address, "vi", severity, List.of(area), List.of(sector), 0, true);
    }
}
