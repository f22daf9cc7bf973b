package io.cityops.dashboard.signin;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;

/**
 * Which page somebody wanted before they were sent to the form, kept in a cookie so that strangers cost no session; and
 * where they go when they did not say: leaders to the briefing, a wall's account to the wall, the others to the desk.
 */
final class WantedPage implements RequestCache, AuthenticationSuccessHandler {
    private static final String COOKIE = "cityops-wanted";
    private static final int LONGEST = 1_000;
    private static final int SECONDS = 600;
    /** Our own pages: nothing that leads elsewhere. */
    private static final Pattern PAGE = Pattern.compile(
            "/((wall|desk|screens|devices|layouts|pipeline|rejected|audit|sessions|account)([/?][^\\\\\\r\\n]*)?)?");

    @Override
    public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
        String query = request.getQueryString();
        String page = request.getRequestURI() + (query == null ? "" : "?" + query);
        if (request.getMethod().equals("GET") && page.length() > 1 && isPage(page)) {
            remember(request, response, URLEncoder.encode(page, StandardCharsets.UTF_8), SECONDS);
        }
    }

    @Override
    public void onAuthenticationSuccess(HttpServletRequest request, HttpServletResponse response, Authentication person)
            throws IOException {
        String page = wanted(request).orElseGet(() -> landing(person));
        remember(request, response, "", 0);
        response.sendRedirect(page);
    }

    private static Optional<String> wanted(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Optional.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(cookie -> URLDecoder.decode(cookie.getValue(), StandardCharsets.UTF_8))
                        .filter(WantedPage::isPage)
                        .findFirst();
    }

    private static boolean isPage(String page) {
        return page.length() <= LONGEST && PAGE.matcher(page).matches();
    }

    private static String landing(Authentication person) {
        return person.getAuthorities().stream()
                .map(granted -> String.valueOf(granted.getAuthority()))
                .filter(granted -> granted.startsWith("ROLE_"))
                .map(role -> switch (role) {
                    case "ROLE_LEADER" -> "/";
                    case "ROLE_KIOSK" -> "/wall/main";
                    default -> "/desk";
                })
                .findFirst()
                .orElse("/");
    }

    private static void remember(HttpServletRequest request, HttpServletResponse response, String page, int seconds) {
        Cookie cookie = new Cookie(COOKIE, page);
        cookie.setPath("/");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setMaxAge(seconds);
        cookie.setAttribute("SameSite", "Lax");
        response.addCookie(cookie);
    }

    @Override
    public @Nullable SavedRequest getRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public @Nullable HttpServletRequest getMatchingRequest(HttpServletRequest request, HttpServletResponse response) {
        return null;
    }

    @Override
    public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
        // The cookie goes when the person has come in.
    }
}
