package io.cityops.dashboard.signin;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** Somebody whom the provider vouched for, with the rights of their account here. Of what it told only the token is kept. */
final class OpenIdPerson extends SignedIn implements OidcUser {
    private static final long serialVersionUID = 1;

    private final OidcIdToken token;

    OpenIdPerson(SignedIn account, OidcIdToken token) {
        super(account);
        this.token = token;
    }

    @Override
    public String getName() {
        return getUsername();
    }

    @Override
    public OidcIdToken getIdToken() {
        return token;
    }

    @Override
    public @Nullable OidcUserInfo getUserInfo() {
        return null;
    }

    @Override
    public Map<String, Object> getClaims() {
        return token.getClaims();
    }

    @Override
    public Map<String, Object> getAttributes() {
        return token.getClaims();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OpenIdPerson person && super.equals(other) && token.equals(person.token);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
