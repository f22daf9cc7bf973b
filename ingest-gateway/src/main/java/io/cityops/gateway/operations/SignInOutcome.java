package io.cityops.gateway.operations;

import java.util.Locale;

/** How an attempt to sign in ended; a closed list, used as metric tag. */
public enum SignInOutcome {
    ACCEPTED,
    WRONG_TOKEN,
    UNKNOWN_DEVICE,
    DISABLED_DEVICE,
    /** The registry has the device, but no token for it yet. */
    NO_TOKEN_ISSUED,
    /** No user name or no password in CONNECT. */
    NO_CREDENTIALS,
    /** The client id is empty or is not the user name. */
    FOREIGN_CLIENT_ID,
    /** The certificate's subject has not exactly one common name. */
    FOREIGN_CERTIFICATE,
    REVOKED_CERTIFICATE,
    EXPIRED_CERTIFICATE,
    /** The last will is not for the device's own status topic. */
    FOREIGN_WILL,
    /** MQTT 3.1, or a version this gateway does not speak. */
    UNSUPPORTED_VERSION,
    /** An MQTT 5 authentication method was asked for; there is none. */
    UNSUPPORTED_METHOD,
    /** CONNECT broke the protocol. */
    MALFORMED;

    private final String tag = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** Whether the client could not prove to be the device that it says it is, rather than broke a rule of the protocol. */
    public boolean isWrongIdentity() {
        return switch (this) {
            case WRONG_TOKEN,
                    UNKNOWN_DEVICE,
                    DISABLED_DEVICE,
                    NO_TOKEN_ISSUED,
                    NO_CREDENTIALS,
                    FOREIGN_CLIENT_ID,
                    FOREIGN_CERTIFICATE,
                    REVOKED_CERTIFICATE,
                    EXPIRED_CERTIFICATE -> true;
            case ACCEPTED, FOREIGN_WILL, UNSUPPORTED_VERSION, UNSUPPORTED_METHOD, MALFORMED -> false;
        };
    }

    public String tag() {
        return tag;
    }
}
