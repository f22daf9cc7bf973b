package io.cityops.dashboard.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Where an attempt to sign in came from, with the code that came with it; which no session keeps. */
final class WithCode extends WebAuthenticationDetails {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never written: the code is good once
    private final transient String code;

    WithCode(HttpServletRequest request) {
        super(request);
        code = Objects.requireNonNullElse(request.getParameter("code"), "").strip();
    }

    /** Empty: there was none. */
    String code() {
        return code;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof WithCode && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
