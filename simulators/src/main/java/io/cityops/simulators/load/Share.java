package io.cityops.simulators.load;

/**
 * Which messages of the run belong to one event loop, and which of those to one of its connections. Message {@code n}
 * belongs to loop {@code n % loops}; within a loop connections take turns, {@code burst} messages each. Everything is
 * computed, so that nothing needs to be queued or remembered for a message that waits.
 */
record Share(int loop, int loops, int connections, int burst) {
    /** How many of the run's messages are this loop's. */
    long messages(long total) {
        return total <= loop ? 0 : (total - loop - 1) / loops + 1;
    }

    /** The number in the run of this loop's message {@code m}. */
    long inRun(long m) {
        return m * loops + loop;
    }

    /** Which of the loop's connections sends its message {@code m}. */
    int connection(long m) {
        return (int) (m / burst % connections);
    }

    /** The place of the loop's message {@code m} among those of its connection. */
    long ofConnection(long m) {
        return m / burst / connections * burst + m % burst;
    }

    /** The loop's number of message {@code k} of a connection. */
    long ofLoop(int connection, long k) {
        return (k / burst * connections + connection) * burst + k % burst;
    }
}
