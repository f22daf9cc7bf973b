package io.cityops.jobs.rehearse;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * Tells once a second how far a rehearsal has come, and how long it will take by the pace so far. Where that can be told to nobody
 * any more, since whoever started the rehearsal is gone, it ends. One thread's.
 */
final class Progress implements LongConsumer {
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** Its report would be nobody's. */
    static final class NobodyListens extends RuntimeException {
        private static final long serialVersionUID = 1;

        NobodyListens() {
            super("nobody listens to the rehearsal any more");
        }
    }

    private final PrintStream out;
    private final Clock clock;
    private final long leadMillis;
    private final long untilMillis;
    private final Instant begun;
    private Instant told;

    /** @param lead where the recording begins */
    Progress(PrintStream out, Clock clock, Instant lead, Instant until) {
        this.out = out;
        this.clock = clock;
        this.leadMillis = lead.toEpochMilli();
        this.untilMillis = until.toEpochMilli();
        this.begun = clock.instant();
        this.told = begun;
    }

    @Override
    public void accept(long reachedMillis) {
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(EVERY) < 0) {
            return;
        }
        told = now;
        double share = Math.clamp((reachedMillis - leadMillis) / (double) (untilMillis - leadMillis), 0.0, 1.0);
        Duration spent = Duration.between(begun, now);
        out.printf(
                Locale.ROOT,
                "%5.1f %%  %s%s%n",
                100 * share,
                RehearsalText.clock(spent),
                share < 0.001
                        ? ""
                        : ", about "
                                + RehearsalText.clock(
                                        Duration.ofMillis((long) (spent.toMillis() * (1 - share) / share)))
                                + " left");
        if (out.checkError()) {
            throw new NobodyListens();
        }
    }
}
