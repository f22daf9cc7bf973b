package io.cityops.localstack.rejected;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;

/**
 * Does the replays that are asked for in the dashboard, one after another, by {@link ReplayRun}, a batch at a time; after each it tells
 * how far it is, which also says that it lives. While the database is away it waits; what it was at then is given up, and may
 * be asked for again: nothing is stored twice.
 */
public final class ReplayServer implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int BATCH = 200;

    private final DatabaseAccess database;
    private final String kafka;
    private final Console console;
    private final Clock clock;
    private final String runner = "process " + ProcessHandle.current().pid();
    private final Thread thread = Thread.ofPlatform().daemon().name("replays").unstarted(this::serve);
    private volatile boolean closed;

    /** @param kafka its bootstrap servers */
    public ReplayServer(DatabaseAccess database, String kafka, Console console, Clock clock) {
        this.database = database;
        this.kafka = kafka;
        this.console = console;
        this.clock = clock;
    }

    /** Begins in a thread of its own. */
    public void start() {
        thread.start();
    }

    private void serve() {
        boolean complained = false;
        while (!closed) {
            try (RejectedMessages messages = RejectedMessages.open(database)) {
                complained = false;
                serve(messages);
            } catch (SQLException e) {
                if (!closed && !complained) {
                    console.say("replays wait for the database: " + e.getMessage());
                    complained = true;
                }
                rest(RETRY);
            }
        }
    }

    private void serve(RejectedMessages messages) throws SQLException {
        while (!closed) {
            OptionalLong next = messages.claim(runner);
            if (next.isEmpty()) {
                rest(POLL);
            } else {
                replay(messages, next.getAsLong());
            }
        }
    }

    private void replay(RejectedMessages messages, long replay) throws SQLException {
        console.say("replay %d of refused messages begins".formatted(replay));
        try {
            int from = 1;
            // Each batch is read when its turn comes: what one before it stored of the same message is not stored
            // again.
            List<RejectedMessage> batch = messages.wanted(replay, from, BATCH);
            while (!batch.isEmpty()) {
                ReplayRun.Summary came = new ReplayRun(kafka, messages, clock).replay(batch, false);
                if (!messages.tell(replay, runner, batch.size(), came)) {
                    return;
                }
                from += BATCH;
                batch = messages.wanted(replay, from, BATCH);
            }
            messages.end(replay, runner, null);
        } catch (StackFailure | KafkaException e) {
            console.say("replay %d is given up: %s".formatted(replay, e.getMessage()));
            messages.end(replay, runner, "unanswered");
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Serves until it is closed by another thread. */
    public void await() throws InterruptedException {
        thread.join();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
