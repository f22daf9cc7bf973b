package io.cityops.simulators.load;

import io.cityops.simulators.report.LoadResult;
import io.cityops.simulators.report.LoadResult.Moment;
import io.cityops.simulators.report.Percentiles;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run from the first connection to the last answer. */
final class LoadRun {
    private static final long LEAD_NANOS = 50_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    private static final long LOOK_MILLIS = 20;
    private static final int MOST_MOMENTS = 600;
    private static final long LONGEST_WITHOUT_PROGRESS_NANOS =
            Duration.ofSeconds(15).toNanos();

    private final LoadPlan plan;
    private final LoadClients clients;
    private final Measurements measured;
    private final Clock clock;
    private double openedInSeconds;

    LoadRun(LoadPlan plan, LoadClients clients, Measurements measured, Clock clock) {
        this.plan = plan;
        this.clients = clients;
        this.measured = measured;
        this.clock = clock;
    }

    /** Whether somebody wants the run to end. */
    interface Stop {
        boolean askedWithin(Duration patience) throws InterruptedException;
    }

    /**
     * Opens all connections.
     *
     * @return how many are open: all, or fewer when for fifteen seconds no other could be
     */
    int connect(Stop stop) throws IOException, InterruptedException {
        long from = System.nanoTime();
        clients.start();
        int open = 0;
        long progressAt = from;
        while (open < plan.connections() && !stop.askedWithin(Duration.ofMillis(LOOK_MILLIS))) {
            int now = measured.counts.connected.get();
            if (now > open) {
                progressAt = System.nanoTime();
            } else if (System.nanoTime() - progressAt > LONGEST_WITHOUT_PROGRESS_NANOS) {
                break;
            }
            open = now;
        }
        openedInSeconds = (System.nanoTime() - from) / 1e9;
        return open;
    }

    /**
     * What a schedule gave.
     *
     * @param scheduleSeconds how long it really was: less than planned where it was ended from outside
     */
    record Played(
            long startedAtMillis,
            double scheduleSeconds,
            long due,
            long sentInTime,
            long acknowledgedInTime,
            Observer observer) {}

    /** Runs the schedule, tells of each piece of it, and waits for the answers. */
    Played play(Stop stop, Consumer<Moment> progress) throws InterruptedException {
        long begin = System.nanoTime() + LEAD_NANOS;
        long startedAtMillis = clock.millis() + LEAD_NANOS / 1_000_000;
        clients.begin(begin, startedAtMillis);
        Observer observer = new Observer(measured, clients.threads(), begin);
        long ended = watch(stop, progress, observer, begin);
        clients.end();
        observer.scheduleEnded(ended);
        long due = plan.schedule().dueBy(ended - begin);
        progress.accept(observer.look(System.nanoTime(), due));
        long sent = observer.sent();
        long acknowledged = observer.acknowledged();
        while (!clients.isOver(1_000)) {
            observer.look(System.nanoTime(), due);
        }
        observer.look(System.nanoTime(), due);
        return new Played(startedAtMillis, (ended - begin) / 1e9, due, sent, acknowledged, observer);
    }

    /** Until the schedule ends or somebody wants it to; returns when that was. */
    private long watch(Stop stop, Consumer<Moment> progress, Observer observer, long begin)
            throws InterruptedException {
        long duration = plan.schedule().durationNanos();
        long piece = Math.max(SECOND_NANOS, duration / MOST_MOMENTS);
        long end = begin + duration;
        long lookAt = begin + piece;
        boolean cut = !plan.storm();
        long now = System.nanoTime();
        while (now < end) {
            long sleep = Math.clamp(Math.min(lookAt, end) - now, 1_000_000, LOOK_MILLIS * 1_000_000);
            if (stop.askedWithin(Duration.ofNanos(sleep))) {
                return System.nanoTime();
            }
            now = System.nanoTime();
            if (!cut && now - begin > duration / 2) {
                cut = true;
                clients.cutAll();
            }
            if (now >= lookAt && end - now > piece / 2) {
                progress.accept(observer.look(now, plan.schedule().dueBy(now - begin)));
                lookAt += piece;
            }
        }
        return end;
    }

    LoadResult result(
            String name,
            LoadResult.Setup setup,
            Played played,
            LoadResult.@Nullable EndToEnd endToEnd,
            LoadResult.@Nullable Ceiling ceiling,
            List<String> notes) {
        Counts counts = measured.counts;
        Observer observer = played.observer();
        double seconds = Math.max(0.001, played.scheduleSeconds());
        long answered = counts.acknowledged.sum() + counts.refused.sum();
        return new LoadResult(
                1,
                name,
                Instant.ofEpochMilli(played.startedAtMillis()).toString(),
                setup,
                played.due(),
                counts.sent.sum(),
                counts.acknowledged.sum(),
                counts.refused.sum(),
                plan.answered() ? counts.sent.sum() - answered : 0,
                played.due() - counts.sent.sum(),
                counts.sentAgain.sum(),
                Math.round(played.sentInTime() / seconds),
                Math.round(played.acknowledgedInTime() / seconds),
                Percentiles.of(measured.answerFromDue.total()),
                Percentiles.of(measured.answerFromSend.total()),
                Percentiles.of(measured.sendDelay.total()),
                endToEnd,
                counts.refusals(),
                new LoadResult.Connections(
                        counts.connects.sum(),
                        counts.connectionsLost.sum(),
                        observer.mostConnected(),
                        counts.connectFailures(),
                        Percentiles.of(measured.connect.total()),
                        Math.round(openedInSeconds * 1_000) / 1_000.0),
                new LoadResult.Cost(
                        observer.processCores(),
                        observer.loopCores(),
                        observer.machineCores(),
                        observer.stolenCores(),
                        counts.bytes.sum(),
                        ThisMachine.heapMib()),
                ceiling,
                ThisMachine.describe(),
                observer.moments(),
                withBookkeeping(notes));
    }

    /** The books are kept twice, by what was counted and by what each connection still holds; they are to agree. */
    private List<String> withBookkeeping(List<String> notes) {
        List<String> all = new ArrayList<>(notes);
        Counts counts = measured.counts;
        long open = counts.sent.sum() - counts.acknowledged.sum() - counts.refused.sum();
        if (plan.answered() && open != clients.unanswered()) {
            all.add("the books do not agree: %d messages without an answer are counted, %d are held"
                    .formatted(open, clients.unanswered()));
        }
        return all;
    }
}
