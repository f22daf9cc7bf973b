package io.cityops.simulators.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one run, as it is written to JSON (names in snake_case). Always: {@code sent = acknowledged + refused +
 * unanswered} with QoS 1 and 2, and {@code due = sent + unsent}.
 *
 * @param schema 1; changes when a field changes its meaning
 * @param startedAt ISO 8601
 * @param latencyMs from the moment a message was due to its answer
 * @param latencyFromSendMs from the moment it was really sent
 * @param sendDelayMs from due to sent
 * @param endToEndMs from due until its row could be read in the database; null when that was not looked at
 */
public record LoadResult(
        int schema,
        String name,
        String startedAt,
        Setup setup,
        long due,
        long sent,
        long acknowledged,
        long refused,
        long unanswered,
        long unsent,
        long sentAgain,
        double sentPerSecond,
        double acknowledgedPerSecond,
        Percentiles latencyMs,
        Percentiles latencyFromSendMs,
        Percentiles sendDelayMs,
        @Nullable EndToEnd endToEndMs,
        Map<String, Long> refusals,
        Connections connections,
        Cost cost,
        @Nullable Ceiling ceiling,
        Machine machine,
        List<Moment> timeline,
        List<String> notes) {

    /** What was asked for. */
    public record Setup(
            String url,
            String client,
            String protocol,
            int qos,
            double ratePerSecond,
            double durationSeconds,
            double rampSeconds,
            boolean storm,
            int connections,
            int devices,
            long payloadBytes,
            int burst,
            int threads,
            int inFlight,
            long seed,
            @Nullable String scenario,
            double resolutionMs) {}

    /** @param failures of connecting and of being connected, by what was told */
    public record Connections(
            long opened,
            long lost,
            int most,
            Map<String, Long> failures,
            Percentiles connectMs,
            double openedInSeconds) {}

    /**
     * Messages of some devices, looked for in the database.
     *
     * @param sampled acknowledged or sent by the devices that were looked at
     * @param found of those, in {@code cityops.reading}
     * @param pollMs how often the database was asked, and so how coarse the figure is
     */
    public record EndToEnd(Percentiles latency, int devices, long sampled, long found, double pollMs) {}

    /**
     * What the load itself cost.
     *
     * @param processCores processor time of the whole process by the time of the run
     * @param loopCores the share of the threads that send and receive
     * @param machineCores of everything on this machine
     * @param stolenCores of these, what a hypervisor took for other machines: who was to run waited
     */
    public record Cost(
            double processCores,
            double loopCores,
            double machineCores,
            double stolenCores,
            long bytesSent,
            double heapMib) {}

    /**
     * What this tool can do here, with the same connections and payloads, against a process that only acknowledges: no
     * figure near it says anything about a server.
     *
     * @param messagesPerSecond as fast as it goes
     * @param processCores what that costs
     * @param ownLatencyP99Ms of the answers at the rate of the run, so of the tool and the machine alone
     * @param ownProcessCores what the rate of the run costs
     */
    public record Ceiling(
            double messagesPerSecond,
            double processCores,
            int connections,
            double ownLatencyP99Ms,
            double ownSendDelayP99Ms,
            double ownProcessCores) {}

    /** Where it ran. */
    public record Machine(
            String processor, int cores, long memoryMib, String system, String java, double loadAverage) {}

    /** One piece of the run, by default a second. */
    public record Moment(
            double atSeconds,
            double seconds,
            long due,
            long sent,
            long acknowledged,
            long refused,
            int connected,
            double p50Ms,
            double p99Ms,
            double maxMs,
            double sendDelayP99Ms,
            double processCores) {}

    /** Whether every message that was sent has an answer, and every one that was due was sent. */
    public boolean isComplete() {
        return unanswered == 0 && unsent == 0;
    }
}
