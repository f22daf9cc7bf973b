package io.cityops.dashboard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Role;
import io.cityops.dashboard.access.Scope;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RulesRightsTest {
    @Test
    void onlyEngineersAndAdministratorsOfTheWholeCityChangeRules() {
        for (Role role : Role.values()) {
            boolean may = role == Role.ENGINEER || role == Role.ADMINISTRATOR;
            assertThat(RuleDesk.mayChange(new Person("an", role, Scope.EVERYTHING, "")))
                    .as(role.tag())
                    .isEqualTo(may);
            Scope ward = new Scope("25768", Set.of("25768"), Set.of());
            assertThat(RuleDesk.mayChange(new Person("an", role, ward, ""))).isFalse();
            Scope sector = new Scope("city", Set.of("city"), Set.of("water"));
            assertThat(RuleDesk.mayChange(new Person("an", role, sector, ""))).isFalse();
        }
    }
}
