package io.cityops.dashboard.health;

import io.cityops.dashboard.access.Role;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /metrics}: Prometheus text, for callers on this machine and for administrators who are signed in. */
@RestController
class MetricsPage {
    private static final MediaType PROMETHEUS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final PrometheusMeterRegistry registry;

    MetricsPage(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics(HttpServletRequest request) {
        if (!fromThisMachine(request.getRemoteAddr()) && !byAdministrator()) {
            return ResponseEntity.status(HttpStatus.FORBIDDEN)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("only from this machine, or signed in as an administrator\n");
        }
        return ResponseEntity.ok()
                .contentType(PROMETHEUS)
                .cacheControl(CacheControl.noStore())
                .body(registry.scrape());
    }

    private static boolean fromThisMachine(String address) {
        try {
            // An address, never a name: nothing is looked up.
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static boolean byAdministrator() {
        Authentication person = SecurityContextHolder.getContext().getAuthentication();
        return person != null
                && person.getAuthorities().stream()
                        .anyMatch(granted -> Role.ADMINISTRATOR.authority().equals(granted.getAuthority()));
    }
}
