package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the session of whoever was disabled or signed out everywhere, or whose password, role or scope is another one since they signed in. Whoever
 * is still let in signs in again, or is signed in again by their remember-me token, with the rights of today.
 */
final class CurrentRights extends OncePerRequestFilter {
    private final People people;
    private final Sessions sessions;

    CurrentRights(People people, Sessions sessions) {
        this.people = people;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        if (signedIn != null && signedIn.getPrincipal() instanceof SignedIn person && people.areKnown()) {
            HttpSession session = request.getSession(false);
            if (stillHolds(person)) {
                if (session != null) {
                    sessions.seen(session, person.getUsername(), request);
                }
            } else {
                if (session != null) {
                    session.invalidate();
                }
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }

    private boolean stillHolds(SignedIn person) {
        Optional<Person> known = people.find(person.getUsername());
        return known.isPresent() && known.get().stamp().equals(person.stamp());
    }
}
