package io.cityops.simulators.load;

import java.io.IOException;

/** The connections of a run, whichever library they use. */
interface LoadClients {
    /** Opens the connections, at the pace of the plan. */
    void start() throws IOException;

    /** Identifiers of the threads that send and receive, as far as they can be told. */
    long[] threads();

    /**
     * Begins the schedule.
     *
     * @param atNanoTime as {@code System.nanoTime()} tells
     * @param atMillis the same moment by the clock
     */
    void begin(long atNanoTime, long atMillis);

    /** Pulls every cable once. */
    void cutAll();

    /** Ends the schedule now, if it has not ended; what was sent is still waited for. */
    void end();

    /** Waits until all is answered or patience has ended, at most so long; whether it is over. */
    boolean isOver(long patienceMillis) throws InterruptedException;

    long unanswered();

    /** Messages that this connection has sent. */
    long sentBy(int connection);
}
