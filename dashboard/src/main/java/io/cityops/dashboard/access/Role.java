package io.cityops.dashboard.access;

import java.util.Locale;

/** What a person or a screen may do, within its {@link Scope}. */
public enum Role {
    /** Everything an operator may, and who else is let in. */
    ADMINISTRATOR(true, true),
    /** Answers alarms. */
    OPERATOR(true, true),
    /** Sees everything of its scope; asks wards to explain, or explains for one. */
    LEADER(false, true),
    /** Tends devices: the registry, maintenance, what was refused. */
    ENGINEER(false, true),
    /** A wall screen: sees walls, and nothing of people or pictures. */
    KIOSK(false, false);

    private final boolean answersAlarms;
    private final boolean hasDesk;

    Role(boolean answersAlarms, boolean hasDesk) {
        this.answersAlarms = answersAlarms;
        this.hasDesk = hasDesk;
    }

    /** As the database and the catalogue's readers write it. */
    public static Role of(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As Spring Security wants it. */
    public String authority() {
        return "ROLE_" + name();
    }

    public boolean answersAlarms() {
        return answersAlarms;
    }

    /** Whether it has pages beyond the walls. */
    public boolean hasDesk() {
        return hasDesk;
    }

    /** Whether it tends devices and what carries their data. */
    public boolean engineers() {
        return this == ENGINEER || this == ADMINISTRATOR;
    }

    public boolean administers() {
        return this == ADMINISTRATOR;
    }
}
