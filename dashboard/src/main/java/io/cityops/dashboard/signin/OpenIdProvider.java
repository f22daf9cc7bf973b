package io.cityops.dashboard.signin;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * The provider and what it offers, asked when somebody first wants to sign in by it: neither its absence at our start nor
 * a later one keeps the dashboard from running.
 */
final class OpenIdProvider implements ClientRegistrationRepository {
    /** There is one. */
    static final String ID = "city";

    static final String START = SignInPage.PATH + "/openid/start";
    static final String BACK = SignInPage.PATH + "/openid/back";

    private final OpenIdSettings settings;
    private volatile @Nullable ClientRegistration known;

    OpenIdProvider(OpenIdSettings settings) {
        this.settings = settings;
    }

    /** @throws IllegalArgumentException when the provider cannot be reached, or is not the one named */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        if (!id.equals(ID)) {
            return null;
        }
        ClientRegistration registration = known;
        if (registration == null) {
            registration = ClientRegistrations.fromIssuerLocation(settings.issuer())
                    .registrationId(ID)
                    .clientId(settings.client())
                    .clientSecret(settings.secret())
                    .redirectUri("{baseUrl}" + BACK + "/" + ID)
                    .scope("openid", "profile", "email")
                    .build();
            known = registration;
        }
        return registration;
    }
}
