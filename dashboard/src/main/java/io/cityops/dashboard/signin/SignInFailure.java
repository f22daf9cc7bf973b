package io.cityops.dashboard.signin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.InternalAuthenticationServiceException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the form with a reason; a wrong name, a wrong password and a disabled account read the same. */
final class SignInFailure implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String reason = switch (failure) {
            case LockedException throttled -> "wait";
            case CodeWanted asked -> "code";
            case InternalAuthenticationServiceException away -> "away";
            default -> "refused";
        };
        String lang = "en".equals(request.getParameter("lang")) ? "en" : "vi";
        response.sendRedirect(SignInPage.PATH + "?lang=" + lang + "&failed=" + reason);
    }
}
