package io.cityops.dashboard.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Makes guessing slow: after three failures of one account from one address the next attempt must wait 2 s, then 4 s,
 * 8 s and so on to five minutes; a success forgets them. Another address is not held up, so nobody can lock a
 * colleague out. Remembers the newest 10,000 pairs, in this process.
 */
@Component
final class SignInThrottle {
    private static final int FREE_FAILURES = 3;
    private static final int MOST_DOUBLINGS = 8;
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int MOST_PAIRS = 10_000;

    private record Pair(String account, String address) {}

    private record Failures(int count, Instant notBefore) {}

    private final Clock clock;
    private final Map<Pair, Failures> failures = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Pair, Failures> eldest) {
            return size() > MOST_PAIRS;
        }
    };

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this account must wait at this address; zero when it may try. */
    synchronized Duration wait(String account, String address) {
        Failures known = failures.get(pair(account, address));
        if (known == null) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), known.notBefore());
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String account, String address) {
        Pair pair = pair(account, address);
        Failures before = failures.remove(pair);
        int count = before == null ? 1 : before.count() + 1;
        failures.put(pair, new Failures(count, clock.instant().plus(delayAfter(count))));
    }

    synchronized void succeeded(String account, String address) {
        failures.remove(pair(account, address));
    }

    private static Duration delayAfter(int count) {
        if (count < FREE_FAILURES) {
            return Duration.ZERO;
        }
        Duration delay = Duration.ofSeconds(2L << Math.min(count - FREE_FAILURES, MOST_DOUBLINGS));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    private static Pair pair(String account, String address) {
        return new Pair(account.toLowerCase(Locale.ROOT), address);
    }
}
