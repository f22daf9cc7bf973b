package io.cityops.dashboard.signin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;

/**
 * The provider and what it offers, asked when somebody first wants to sign in by it: neither its absence at our start nor
 * a later one keeps the dashboard from running. No browser is sent to it while it does not answer.
 */
final class OpenIdProvider implements ClientRegistrationRepository {
    /** There is one. */
    static final String ID = "city";

    static final String START = SignInPage.PATH + "/openid/start";
    static final String BACK = SignInPage.PATH + "/openid/back";

    /** So long somebody who signs in waits to be told that it is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final OpenIdSettings settings;
    private volatile @Nullable ClientRegistration known;

    OpenIdProvider(OpenIdSettings settings) {
        this.settings = settings;
    }

    /**
     * For whoever is about to be sent there.
     *
     * @throws IllegalArgumentException when the provider does not answer now, or is not the one named
     */
    @Nullable
    ClientRegistration findAnswering(String id) {
        if (!answers()) {
            throw new IllegalArgumentException("no answer from " + settings.issuer());
        }
        return findByRegistrationId(id);
    }

    /** As long as it answers; who leaves us while it does not stays here. */
    @Nullable
    ClientRegistration findIfAnswering(String id) {
        return answers() ? findByRegistrationId(id) : null;
    }

    private boolean answers() {
        URI document = URI.create(settings.issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration");
        HttpRequest question =
                HttpRequest.newBuilder(document).timeout(PATIENCE).build();
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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
