package io.cityops.dashboard.kiosk;

import io.cityops.dashboard.access.People;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /pair}: shows a code until an administrator has approved it, then the wall. {@code ?code=} of an invitation
 * leads there at once, and is worth nothing afterwards. Without a script, and in both languages: nobody sits before it.
 */
@RestController
class PairingPage {
    private static final String WALL = "/wall/main";
    private static final String COOKIE = "cityops-pairing";
    private static final Pattern WAITING = Pattern.compile("([A-Z0-9]{8})\\.([A-Za-z0-9_-]{43})\\.(\\d{1,15})");

    private final Kiosks kiosks;
    private final People people;
    private final Clock clock;

    PairingPage(Kiosks kiosks, People people, Clock clock) {
        this.kiosks = kiosks;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping("/pair")
    ResponseEntity<String> pair(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = "code", required = false) @Nullable String invitation) {
        try {
            return invitation == null ? waiting(request, response) : invited(request, response, invitation);
        } catch (DataAccessException e) {
            return page(
                    HttpStatus.SERVICE_UNAVAILABLE, "…", "Cơ sở dữ liệu không trả lời", "The database does not answer");
        }
    }

    private ResponseEntity<String> invited(
            HttpServletRequest request, HttpServletResponse response, String invitation) {
        String secret = KioskSecret.generate();
        if (!kiosks.accept(invitation, secret, request.getRemoteAddr())) {
            return page(
                    HttpStatus.GONE,
                    "✕",
                    "Địa chỉ này không còn hiệu lực. Hãy mở /pair và duyệt mã hiện trên màn hình",
                    "This address is worth nothing any more. Open /pair and have the code on the screen approved");
        }
        people.comesToKnowKiosk(KioskSecret.hexHash(secret));
        return toTheWall(request, response, secret);
    }

    private ResponseEntity<String> waiting(HttpServletRequest request, HttpServletResponse response) {
        Matcher before = WAITING.matcher(KioskFilter.cookie(request, COOKIE).orElse(""));
        if (before.matches()) {
            String secret = before.group(2);
            if (people.kiosk(KioskSecret.hexHash(secret)).isPresent()) {
                return toTheWall(request, response, secret);
            }
            if (clock.instant().isBefore(Instant.ofEpochSecond(Long.parseLong(before.group(3))))) {
                return code(before.group(1));
            }
        }
        String code = KioskSecret.generateCode();
        String secret = KioskSecret.generate();
        Optional<Instant> until = kiosks.ask(code, secret, request.getRemoteAddr());
        if (until.isEmpty()) {
            return page(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "…",
                    "Quá nhiều màn hình đang chờ duyệt",
                    "Too many screens are waiting to be approved");
        }
        String kept = code + "." + secret + "." + until.get().getEpochSecond();
        response.addCookie(KioskFilter.made(request, COOKIE, kept, 3_600));
        return code(code);
    }

    private static ResponseEntity<String> toTheWall(
            HttpServletRequest request, HttpServletResponse response, String secret) {
        KioskFilter.remember(request, response, secret);
        response.addCookie(KioskFilter.made(request, COOKIE, "", 0));
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(WALL))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    private static ResponseEntity<String> code(String code) {
        return page(
                HttpStatus.OK,
                code.substring(0, 4) + "-" + code.substring(4),
                "Quản trị viên duyệt mã này ở trang Màn hình, hoặc: <code>./cityops kiosk add TÊN --code " + code
                        + "</code>",
                "An administrator approves this code on the page Screens, or: <code>./cityops kiosk add NAME --code "
                        + code + "</code>");
    }

    /** @param vi and {@code en} as HTML, of our own words alone */
    private static ResponseEntity<String> page(HttpStatus status, String code, String vi, String en) {
        String html = """
                <!doctype html>
                <html lang="vi">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="refresh" content="3;url=/pair">
                <title>CityOps</title>
                <link rel="icon" href="/icon.svg">
                <link rel="stylesheet" href="/sign-in.css">
                </head>
                <body>
                <main class="pair">
                <p class="code" data-code>%s</p>
                <p>%s</p>
                <p lang="en">%s</p>
                </main>
                </body>
                </html>
                """.formatted(code, vi, en);
        return ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .body(html);
    }
}
