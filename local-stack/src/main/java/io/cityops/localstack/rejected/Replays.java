package io.cityops.localstack.rejected;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.desk.DeskServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.KafkaException;

/**
 * The replays that are asked for in the dashboard, each done by {@link ReplayRun}, a batch at a time; after each it tells how far it
 * is, which also says that it lives. One whose runner is gone is begun anew, once: nothing is stored twice.
 */
public final class Replays implements DeskServer.Work {
    private static final int BATCH = 200;

    private final String kafka;
    private final Console console;
    private final Clock clock;

    /** @param kafka its bootstrap servers */
    public Replays(String kafka, Console console, Clock clock) {
        this.kafka = kafka;
        this.console = console;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "replays";
    }

    @Override
    public boolean next(Connection connection, String runner) throws SQLException {
        RejectedMessages messages = RejectedMessages.on(connection);
        OptionalLong next = messages.claim(runner);
        next.ifPresent(replay -> console.say("replay %d of refused messages begins".formatted(replay)));
        if (next.isPresent()) {
            replay(messages, next.getAsLong(), runner);
        }
        return next.isPresent();
    }

    private void replay(RejectedMessages messages, long replay, String runner) throws SQLException {
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
            if (Thread.currentThread().isInterrupted()) { // this runner is stopped; the gateway did nothing wrong
                messages.leave(replay, runner);
                return;
            }
            console.say("replay %d is given up: %s".formatted(replay, e.getMessage()));
            messages.end(replay, runner, "unanswered");
        }
    }
}
