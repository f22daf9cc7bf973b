package io.cityops.localstack.command;

import io.cityops.localstack.supervision.LiveProcess;
import io.cityops.localstack.supervision.ProcessStatus;
import io.cityops.localstack.supervision.StackState;
import io.cityops.localstack.supervision.StateFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Shows the state of the stack's processes.")
public final class StatusCommand implements Callable<Integer> {
    private static final String ROW = "%-12s %-9s %8s  %-16s %9s %8s %9s%n";

    @Mixin
    private CityOption city = new CityOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        StackState state = city.city().state();
        System.out.print(json ? StateFile.toJson(state) : table(state, Clock.systemUTC()));
        return 0;
    }

    static String table(StackState state, Clock clock) {
        StringBuilder text = new StringBuilder("state: " + state.state().tag() + "\n");
        if (!state.processes().isEmpty()) {
            text.append(row("PROCESS", "STATE", "PID", "PORTS", "AGE", "RESTARTS", "MEMORY"));
        }
        long totalBytes = 0;
        for (ProcessStatus process : state.processes()) {
            long bytes = process.pid() == 0 ? 0 : LiveProcess.residentBytes(process.pid());
            totalBytes += bytes;
            text.append(row(
                    process.name(),
                    process.state().tag(),
                    process.pid() == 0 ? "-" : Long.toString(process.pid()),
                    process.ports().stream().map(String::valueOf).collect(Collectors.joining(",")),
                    age(process, clock),
                    Integer.toString(process.restarts()),
                    mebibytes(bytes)));
        }
        if (state.supervised()) {
            long own = LiveProcess.ownResidentBytes(state.supervisorPid());
            totalBytes += own;
            text.append(row("(supervisor)", "", Long.toString(state.supervisorPid()), "", "", "", mebibytes(own)));
            text.append(row("(together)", "", "", "", "", "", mebibytes(totalBytes)));
            if (!state.timescale()) {
                text.append("plain PostgreSQL: TimescaleDB could not be had here\n");
            }
        } else if (state.state() != StackState.Overall.DOWN) {
            text.append("nobody watches over these processes: ./cityops down stops them\n");
        }
        return text.toString();
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, ROW, columns).stripTrailing() + "\n";
    }

    private static String mebibytes(long bytes) {
        return bytes == 0 ? "-" : (bytes >> 20) + " MiB";
    }

    private static String age(ProcessStatus process, Clock clock) {
        Instant startedAt = process.startedAt();
        if (startedAt == null) {
            return "-";
        }
        Duration age = Duration.between(startedAt, clock.instant());
        return age.toDays() > 0
                ? age.toDays() + "d" + age.toHoursPart() + "h"
                : String.format(Locale.ROOT, "%d:%02d:%02d", age.toHours(), age.toMinutesPart(), age.toSecondsPart());
    }
}
