package io.cityops.localstack.supervision;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * The whole stack as its supervisor last wrote it down.
 *
 * @param supervisorPid who watches over the processes, with its start; 0 when nobody does
 * @param timescale whether the database's tables are hypertables
 */
public record StackState(
        Overall state,
        List<ProcessStatus> processes,
        long supervisorPid,
        Instant supervisorStartedAt,
        boolean timescale) {
    public StackState {
        processes = List.copyOf(processes);
    }

    /** In the words of {@code status --json}. */
    public enum Overall {
        STARTING,
        READY,
        DEGRADED,
        DOWN;

        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Overall of(String tag) {
            return valueOf(tag.toUpperCase(Locale.ROOT));
        }
    }

    public static StackState nothing() {
        return new StackState(Overall.DOWN, List.of(), 0, Instant.EPOCH, false);
    }

    public boolean supervised() {
        return LiveProcess.find(supervisorPid, supervisorStartedAt).isPresent();
    }

    /** The same, less what is not alive any more, whatever was written down. */
    public StackState verified() {
        List<ProcessStatus> checked = processes.stream()
                .map(process ->
                        LiveProcess.find(process.pid(), process.startedAt()).isPresent() ? process : process.down())
                .toList();
        boolean allReady = checked.stream().allMatch(process -> process.state() == ProcessState.READY);
        boolean allDown = checked.stream().allMatch(process -> process.state() == ProcessState.DOWN);
        Overall verified = state;
        if (!supervised()) {
            verified = allDown ? Overall.DOWN : Overall.DEGRADED;
        } else if (state == Overall.READY && !allReady) {
            verified = Overall.DEGRADED;
        }
        return new StackState(verified, checked, supervisorPid, supervisorStartedAt, timescale);
    }
}
