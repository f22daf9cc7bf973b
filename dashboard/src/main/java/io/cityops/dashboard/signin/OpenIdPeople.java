package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.People;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Finds the account of whoever comes back from the provider. The provider says who somebody is; what they may do here is
 * the registry's alone to say: whoever has no account stays outside.
 */
final class OpenIdPeople implements OAuth2UserService<OidcUserRequest, OidcUser> {
    /** The provider knows them, and we do not. */
    static final String STRANGER = "stranger";

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdPeople.class);
    private static final String EMAIL = "email";

    private final OidcUserService provider = new OidcUserService();
    private final OpenIdSettings settings;
    private final Accounts accounts;
    private final People people;
    private final SignInMeters meters;

    OpenIdPeople(OpenIdSettings settings, Accounts accounts, People people, SignInMeters meters) {
        this.settings = settings;
        this.accounts = accounts;
        this.people = people;
        this.meters = meters;
    }

    @Override
    public OidcUser loadUser(OidcUserRequest request) {
        OidcUser told = Objects.requireNonNull(provider.loadUser(request));
        try {
            SignedIn account = account(told);
            if (account == null) {
                meters.count(SignInOutcome.REFUSED);
                LOG.info("Sign-in by OpenID refused: no account for whom the provider sent");
                throw new OAuth2AuthenticationException(new OAuth2Error(STRANGER));
            }
            people.comesToKnow(account.getUsername(), account.stamp());
            meters.count(SignInOutcome.ACCEPTED);
            return new OpenIdPerson(account, told.getIdToken());
        } catch (DataAccessException e) {
            meters.count(SignInOutcome.UNAVAILABLE);
            throw new InternalAuthenticationServiceException("the database is away", e);
        }
    }

    private @Nullable SignedIn account(OidcUser told) {
        String name = told.getClaimAsString(settings.claim());
        // An address that nobody has shown to be theirs says nothing of who they are.
        boolean unproven = settings.claim().equals(EMAIL) && !Boolean.TRUE.equals(told.getEmailVerified());
        if (name == null || name.isBlank() || unproven) {
            return null;
        }
        return accounts.byOpenId(name, told.getIssuer() + " " + told.getSubject(), address());
    }

    /** Where the browser is. */
    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? Objects.requireNonNullElse(new WebAuthenticationDetails(request.getRequest()).getRemoteAddress(), "")
                : "";
    }
}
