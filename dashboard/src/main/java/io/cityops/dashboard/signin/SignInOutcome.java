package io.cityops.dashboard.signin;

import java.util.Locale;

/** How an attempt to sign in ended; the tag of its counter. */
enum SignInOutcome {
    ACCEPTED,
    /** Unknown account or wrong password; which of them is told to nobody. */
    REFUSED,
    DISABLED,
    /** The password was right, and the account asks for a code besides. */
    CODE_WANTED,
    /** Ten failures in a row. */
    LOCKED,
    THROTTLED,
    /** The database was away. */
    UNAVAILABLE;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
