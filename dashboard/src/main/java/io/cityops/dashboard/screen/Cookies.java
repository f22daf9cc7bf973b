package io.cityops.dashboard.screen;

import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import jakarta.servlet.http.Cookie;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How a screen looks is remembered in its browser. */
public final class Cookies {
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private Cookies() {}

    public static Optional<String> read(String name) {
        Cookie[] cookies = VaadinRequest.getCurrent().getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    /** Only as the answer to a request; the push has no answer to put a cookie in. */
    public static void remember(String name, String value) {
        VaadinResponse response = VaadinResponse.getCurrent();
        if (response == null) {
            return;
        }
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setMaxAge((int) REMEMBERED.toSeconds());
        cookie.setAttribute("SameSite", "Lax");
        cookie.setSecure(VaadinRequest.getCurrent().isSecure());
        response.addCookie(cookie);
    }
}
