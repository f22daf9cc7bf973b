package io.cityops.simulators.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was done and what came back, by all event loops together. Every message that was sent is acknowledged, refused or
 * unanswered; with QoS 0 there are no answers.
 */
final class Counts {
    final LongAdder sent = new LongAdder();
    final LongAdder acknowledged = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder sentAgain = new LongAdder();
    final LongAdder bytes = new LongAdder();
    final LongAdder connects = new LongAdder();
    final LongAdder connectionsLost = new LongAdder();
    final AtomicInteger connected = new AtomicInteger();
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> connectFailures = new ConcurrentHashMap<>();

    void refused(String reason) {
        refused.increment();
        refusals.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
    }

    void connectFailed(String reason) {
        connectFailures.computeIfAbsent(reason, ignored -> new LongAdder()).increment();
    }

    Map<String, Long> refusals() {
        return sums(refusals);
    }

    Map<String, Long> connectFailures() {
        return sums(connectFailures);
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        Map<String, Long> sums = new TreeMap<>();
        counters.forEach((name, counter) -> sums.put(name, counter.sum()));
        return sums;
    }
}
