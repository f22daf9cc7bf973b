package io.cityops.dashboard.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private final Catalogue catalogue = Catalogue.load(null);

    @Test
    void theCityIsEverywhere() {
        Scope scope = Scope.of(List.of("25747", "city"), List.of(), catalogue);

        assertThat(scope.isEverything()).isTrue();
        assertThat(scope.home()).isEqualTo("city");
        assertThat(scope.has("26740", "water")).isTrue();
    }

    @Test
    void aWardIsThatWardAndNotTheCity() {
        Scope scope = Scope.of(List.of("25747", "25750"), List.of("water"), catalogue);

        assertThat(scope.home()).isEqualTo("25747");
        assertThat(scope.has("25750", "water")).isTrue();
        assertThat(scope.has("25750", "traffic")).isFalse();
        assertThat(scope.has("26740", "water")).isFalse();
        assertThat(scope.hasArea("city")).isFalse();
    }

    @Test
    void anAreaTheCatalogueDoesNotKnowLetsNobodySeeAnything() {
        Scope scope = Scope.of(List.of("00000"), List.of(), catalogue);

        assertThat(catalogue.areas()).noneMatch(area -> scope.hasArea(area.code()));
    }

    @Test
    void onlyAdministratorsAndOperatorsAnswerAlarmsAndOnlyWithinTheirScope() {
        Scope ward = Scope.of(List.of("25747"), List.of(), catalogue);

        assertThat(new Person("a", Role.OPERATOR, ward, "").mayAnswer("25747", "water"))
                .isTrue();
        assertThat(new Person("a", Role.OPERATOR, ward, "").mayAnswer("25750", "water"))
                .isFalse();
        assertThat(new Person("a", Role.LEADER, ward, "").mayAnswer("25747", "water"))
                .isFalse();
        assertThat(new Person("a", Role.ENGINEER, ward, "").mayAnswer("25747", "water"))
                .isFalse();
        assertThat(new Person("a", Role.KIOSK, Scope.EVERYTHING, "").mayAnswer("25747", "water"))
                .isFalse();
    }
}
