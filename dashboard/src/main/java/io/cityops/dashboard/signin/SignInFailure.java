package io.cityops.dashboard.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the form with a reason; a wrong name, a wrong password and a disabled account read the same. */
final class SignInFailure implements AuthenticationFailureHandler {
    private static final Logger LOG = LoggerFactory.getLogger(SignInFailure.class);

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String reason = switch (failure) {
            case LockedException throttled -> "wait";
            case CodeWanted asked -> "code";
            case InternalAuthenticationServiceException away -> "away";
            case OAuth2AuthenticationException openId ->
                openId.getError().getErrorCode().equals(OpenIdPeople.STRANGER) ? "stranger" : "provider";
            default -> "refused";
        };
        back(request, response, reason);
    }

    /** The provider is away, or is not the one named: whatever the exception is. */
    static void noProvider(HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        LOG.warn("The OpenID provider cannot be asked: {}", String.valueOf(failure.getMessage()));
        back(request, response, "provider-away");
    }

    private static void back(HttpServletRequest request, HttpServletResponse response, String reason)
            throws IOException {
        String lang = request.getParameter("lang");
        // Who comes from the provider has not said; the form knows the browser's language.
        String spoken = lang == null ? "" : "lang=" + (lang.equals("en") ? "en" : "vi") + "&";
        response.sendRedirect(SignInPage.PATH + "?" + spoken + "failed=" + reason);
    }
}
