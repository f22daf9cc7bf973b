package io.cityops.model.catalogue;

import java.time.Duration;

/**
 * Reads and checks {@code change}: that not a value is meant but how far it has risen, or fallen, in so long; of a rule and of a
 * statement alike.
 */
final class ChangeReader {
    private static final Duration LONGEST = Duration.ofDays(1);

    private ChangeReader() {}

    /** Zero where the key is absent. */
    static Duration read(YamlMap map) {
        Duration change = map.duration("change", Duration.ZERO);
        if (change.isNegative() || change.compareTo(LONGEST) > 0 || change.isZero() && map.has("change")) {
            map.problem("change", "longer than nothing and a day at most is expected");
        }
        return change;
    }

    /** @param map that has {@code set} and {@code clear} */
    static void checkThresholds(YamlMap map, Duration change, boolean above, double set, double clear) {
        if (change.isZero()) {
            return;
        }
        if (above ? set <= 0 : set >= 0) {
            map.problem("set", "what rises is greater than 0, what falls (above: false) is less");
        } else if (above ? clear < 0 : clear > 0) {
            map.problem("clear", "must not lie beyond 0: what has come to rest has changed by 0");
        }
    }
}
