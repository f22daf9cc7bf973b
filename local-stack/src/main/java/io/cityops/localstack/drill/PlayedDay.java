package io.cityops.localstack.drill;

import io.cityops.localstack.database.TimescaleServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scripted day that was played fast, and what came of it.
 *
 * @param plan of the scenario, labels with their times
 * @param truth what really happened
 * @param devices as the registry imports them
 * @param from after the scenario's start, as played
 * @param until after the scenario's start, exclusive
 * @param restart after the scenario's start: when the database is killed and started again; null: never
 */
public record PlayedDay(
        DrillPlan plan,
        String truth,
        List<String> devices,
        Duration from,
        Duration until,
        @Nullable Duration restart) {
    private static final Duration BEFORE = Duration.ofHours(2);

    public PlayedDay {
        devices = List.copyOf(devices);
    }

    /**
     * Puts the transitions that the stream job's operators gave through the life of alarms, and holds what called for an operator
     * against the truth.
     *
     * @param server a database of its own, empty
     */
    public DayReport score(TimescaleServer server, Path transitions) throws SQLException, IOException {
        Instant begin = plan.start().plus(from);
        Instant end = plan.start().plus(until);
        PlayedLife life = new PlayedLife(server);
        life.prepare(devices, transitions);
        if (restart == null) {
            life.play(begin.minus(BEFORE), end);
        } else {
            life.play(begin.minus(BEFORE), plan.start().plus(restart));
            server.kill();
            server.start();
            life.play(plan.start().plus(restart), end);
        }
        return new DayReport(
                plan.name(),
                DayScore.of(
                        plan.playedFrom(plan.start(), 1),
                        Happening.readAll(truth),
                        life.alarms(begin, end),
                        begin,
                        end));
    }
}
