package io.cityops.dashboard.signin;

import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.Authentication;

/** What a person may do here. */
public enum Role {
    ADMINISTRATOR,
    OPERATOR,
    LEADER,
    ENGINEER;

    private static final Set<Role> ACKNOWLEDGING = Set.of(ADMINISTRATOR, OPERATOR);

    static String authority(String tag) {
        return "ROLE_" + tag.toUpperCase(Locale.ROOT);
    }

    public boolean heldBy(Authentication person) {
        return person.getAuthorities().stream().anyMatch(granted -> ("ROLE_" + name()).equals(granted.getAuthority()));
    }

    public static boolean mayAcknowledge(Authentication person) {
        return ACKNOWLEDGING.stream().anyMatch(role -> role.heldBy(person));
    }
}
