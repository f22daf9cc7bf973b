package io.cityops.dashboard.access;

/**
 * Somebody, or a wall screen, that is let in.
 *
 * @param name the account's name; of a screen {@code kiosk:NAME}
 * @param stamp another one as soon as password, role or scope change, so that whoever signed in before does it again
 */
public record Person(String name, Role role, Scope scope, String stamp) {
    static final String KIOSK_PREFIX = "kiosk:";

    public static String kioskName(String kiosk) {
        return KIOSK_PREFIX + kiosk;
    }

    /** The name of the wall screen that this is. */
    public String screen() {
        return name.substring(KIOSK_PREFIX.length());
    }

    public boolean isKiosk() {
        return role == Role.KIOSK;
    }

    public boolean mayAnswer(String area, String sector) {
        return role.answersAlarms() && scope.has(area, sector);
    }
}
