package io.cityops.dashboard.signin;

import org.springframework.security.core.AuthenticationException;

/** The password was right, and a code is asked for besides. */
final class CodeWanted extends AuthenticationException {
    private static final long serialVersionUID = 1;

    CodeWanted() {
        super("a code is asked for");
    }
}
