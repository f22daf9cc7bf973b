package io.cityops.dashboard.signin;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * The OpenID provider that people may sign in by beside their password (OpenID Connect Core 1.0, authorization code with
 * PKCE).
 *
 * @param issuer its address; what it offers is read from {@code ISSUER/.well-known/openid-configuration}
 * @param claim what of the provider's account must be the same as an account's OpenID name here
 * @param label what the button calls it
 */
public record OpenIdSettings(String issuer, String client, String secret, String claim, String label) {
    static final String ISSUER = "CITYOPS_OPENID_ISSUER";
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * @return empty where no issuer is named
     * @throws SettingsException naming the key, its value and what is allowed
     */
    public static Optional<OpenIdSettings> from(Settings settings) {
        String issuer = settings.optional(ISSUER);
        if (issuer == null) {
            return Optional.empty();
        }
        if (!isSafe(issuer)) {
            throw new SettingsException(ISSUER + "=" + issuer
                    + ": allowed is an address that begins with https:// (http:// on this machine)");
        }
        return Optional.of(new OpenIdSettings(
                issuer,
                settings.required("CITYOPS_OPENID_CLIENT"),
                settings.required("CITYOPS_OPENID_SECRET"),
                settings.string("CITYOPS_OPENID_CLAIM", "preferred_username"),
                settings.string("CITYOPS_OPENID_LABEL", "OpenID")));
    }

    private static boolean isSafe(String issuer) {
        try {
            URI address = URI.create(issuer);
            return address.getHost() != null
                    && address.getQuery() == null
                    && address.getFragment() == null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost())));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[%s as %s by %s]".formatted(issuer, client, claim);
    }
}
