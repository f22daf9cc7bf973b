package io.cityops.dashboard.access;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Everybody who is let in, in memory: the live reader keeps it up, so that a change of rights reaches every open page
 * within seconds and asking costs nothing. While the database is away it stays as it was.
 */
@Component
public final class People {
    private static final int LOOKS = 120;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private record Known(Map<String, Person> byName, Map<String, Person> bySecret) {}

    private volatile @Nullable Known known;

    /**
     * @param byName accounts that are enabled, and kiosks
     * @param bySecret kiosks by the hexadecimal SHA-256 of their secret
     */
    public void replaceWith(Map<String, Person> byName, Map<String, Person> bySecret) {
        known = new Known(Map.copyOf(byName), Map.copyOf(bySecret));
    }

    /** False until the database was read for the first time. */
    public boolean areKnown() {
        return known != null;
    }

    public Optional<Person> find(String name) {
        Known now = known;
        return now == null ? Optional.empty() : Optional.ofNullable(now.byName().get(name));
    }

    /** Everybody who is let in, screens included. */
    public Collection<Person> all() {
        Known now = known;
        return now == null ? List.of() : now.byName().values();
    }

    public Optional<Person> kiosk(String secretHash) {
        Known now = known;
        return now == null
                ? Optional.empty()
                : Optional.ofNullable(now.bySecret().get(secretHash));
    }

    /** Whether nothing has changed for them: neither rights nor password. */
    public boolean isCurrent(Person person) {
        return find(person.name()).filter(person::equals).isPresent();
    }

    /**
     * Whether they are known with these rights, or are within a few seconds: who was let in just now may be ahead of the
     * reader.
     */
    public boolean comesToKnow(String name, String stamp) {
        return comesTrue(
                () -> find(name).filter(person -> person.stamp().equals(stamp)).isPresent());
    }

    public boolean comesToKnowKiosk(String secretHash) {
        return comesTrue(() -> kiosk(secretHash).isPresent());
    }

    private static boolean comesTrue(BooleanSupplier known) {
        for (int i = 0; i < LOOKS; i++) {
            if (known.getAsBoolean()) {
                return true;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Who asks now, by Spring Security's context; nobody when their rights were taken away since. */
    public Optional<Person> asking() {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn == null ? Optional.empty() : find(signedIn.getName());
    }
}
