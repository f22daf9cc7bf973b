package io.cityops.localstack.desk;

import io.cityops.localstack.Console;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Does, one after another and in a thread of its own, what is asked for in the dashboard and waits in the database. While the database
 * is away it waits; what it was at then is given up, and taken up again by whoever looks next once its time is over.
 */
public final class DeskServer implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration LEAVE = Duration.ofSeconds(5);

    /** What is served. */
    public interface Work {
        /** Many of them, for people: {@code replays}. */
        String name();

        /**
         * Does the one that waits longest, to its end; an interrupt asks to leave it.
         *
         * @param connection the registrar's, the same as long as the database does not fail
         * @param runner how others tell this runner from others
         * @return false: none waits
         */
        boolean next(Connection connection, String runner) throws SQLException;
    }

    private final DatabaseAccess database;
    private final Work work;
    private final Console console;
    private final String runner = "process " + ProcessHandle.current().pid();
    private final Thread thread;
    private volatile boolean closed;

    public DeskServer(DatabaseAccess database, Work work, Console console) {
        this.database = database;
        this.work = work;
        this.console = console;
        this.thread = Thread.ofPlatform().daemon().name(work.name()).unstarted(this::serve);
    }

    public void start() {
        thread.start();
    }

    private void serve() {
        boolean complained = false;
        while (!closed) {
            try (Connection connection = database.connect(DatabaseRole.REGISTRAR)) {
                complained = false;
                while (!closed) {
                    if (!work.next(connection, runner)) {
                        rest(POLL);
                    }
                }
            } catch (SQLException e) {
                if (!closed && !complained) {
                    console.say(work.name() + " wait for the database: " + e.getMessage());
                    complained = true;
                }
                rest(RETRY);
            }
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

    /** What runs is interrupted. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LEAVE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
