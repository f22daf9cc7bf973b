package io.cityops.dashboard.kiosk;

import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a paired screen in by its cookie, asked anew with each request and never kept in a session, so that one that was
 * revoked is out at once.
 */
public final class KioskFilter extends OncePerRequestFilter {
    static final String COOKIE = "cityops-kiosk";
    /** The longest that browsers keep a cookie; each page that is loaded begins it anew. */
    private static final Duration REMEMBERED = Duration.ofDays(400);

    private final People people;

    public KioskFilter(People people) {
        this.people = people;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> secret = cookie(request, COOKIE);
        if (secret.isPresent() && SecurityContextHolder.getContext().getAuthentication() == null) {
            Optional<Person> kiosk = people.kiosk(KioskSecret.hexHash(secret.get()));
            if (kiosk.isPresent()) {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(authentication(kiosk.get()));
                SecurityContextHolder.setContext(context);
                if (request.getMethod().equals("GET") && request.getRequestURI().startsWith("/wall")) {
                    remember(request, response, secret.get());
                }
            }
        }
        chain.doFilter(request, response);
    }

    private static Authentication authentication(Person kiosk) {
        return new PreAuthenticatedAuthenticationToken(
                kiosk.name(),
                "",
                List.of(new SimpleGrantedAuthority(kiosk.role().authority())));
    }

    static Optional<String> cookie(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(name))
                        .map(Cookie::getValue)
                        .findFirst();
    }

    static void remember(HttpServletRequest request, HttpServletResponse response, String secret) {
        response.addCookie(made(request, COOKIE, secret, (int) REMEMBERED.toSeconds()));
    }

    static Cookie made(HttpServletRequest request, String name, String value, int seconds) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        return cookie;
    }
}
