package io.cityops.simulators.load;

import com.sun.management.OperatingSystemMXBean;
import io.cityops.simulators.report.LoadResult.Moment;
import io.cityops.simulators.report.Percentiles;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Takes stock of a run at regular moments: what happened since the last one, and what it cost. One thread. */
final class Observer {
    private static final double SECOND = 1e9;

    /** A shorter piece of the run is no rate. */
    private static final double SHORTEST_SECONDS = 0.3;

    private final Measurements measured;
    private final long[] loopThreads;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<Moment> moments = new ArrayList<>();
    private final long begin;
    private final long processBegin;
    private final long loopsBegin;
    private final CpuTime machineBegin = CpuTime.now();

    private long at;
    private long processAt;
    private long due;
    private long sent;
    private long acknowledged;
    private long refused;
    private int most;
    private double processCores;
    private double loopCores;
    private double machineCores;
    private double stolenCores;

    Observer(Measurements measured, long[] loopThreads, long beginNanoTime) {
        this.measured = measured;
        this.loopThreads = loopThreads.clone();
        this.begin = beginNanoTime;
        this.at = beginNanoTime;
        this.processBegin = system.getProcessCpuTime();
        this.processAt = processBegin;
        this.loopsBegin = loopsTime();
    }

    /** @param dueNow messages that the schedule has called for by now */
    Moment look(long nowNanoTime, long dueNow) {
        double seconds = (nowNanoTime - at) / SECOND;
        Histogram answers = measured.answerFromDue.takeInterval();
        Percentiles fromDue = Percentiles.of(answers);
        measured.answerFromSend.takeInterval();
        measured.connect.takeInterval();
        double delay = Percentiles.of(measured.sendDelay.takeInterval()).p99();
        long process = system.getProcessCpuTime();
        Counts counts = measured.counts;
        int connected = counts.connected.get();
        Moment moment = new Moment(
                rounded((nowNanoTime - begin) / SECOND),
                rounded(seconds),
                dueNow - due,
                counts.sent.sum() - sent,
                counts.acknowledged.sum() - acknowledged,
                counts.refused.sum() - refused,
                connected,
                fromDue.p50(),
                fromDue.p99(),
                fromDue.max(),
                delay,
                rounded((process - processAt) / SECOND / seconds));
        at = nowNanoTime;
        processAt = process;
        due = dueNow;
        sent += moment.sent();
        acknowledged += moment.acknowledged();
        refused += moment.refused();
        most = Math.max(most, connected);
        if (seconds > SHORTEST_SECONDS || moment.acknowledged() > 0) {
            moments.add(moment);
        }
        return moment;
    }

    /** The schedule has ended: what the run cost is what it has cost by now. */
    void scheduleEnded(long nowNanoTime) {
        double seconds = (nowNanoTime - begin) / SECOND;
        processCores = (system.getProcessCpuTime() - processBegin) / SECOND / seconds;
        loopCores = (loopsTime() - loopsBegin) / SECOND / seconds;
        CpuTime machine = CpuTime.now();
        machineCores = machine.coresSince(machineBegin, seconds);
        stolenCores = machine.coresStolenSince(machineBegin, seconds);
    }

    long acknowledged() {
        return acknowledged;
    }

    long sent() {
        return sent;
    }

    int mostConnected() {
        return most;
    }

    double processCores() {
        return rounded(processCores);
    }

    double loopCores() {
        return rounded(loopCores);
    }

    double machineCores() {
        return rounded(machineCores);
    }

    double stolenCores() {
        return rounded(stolenCores);
    }

    List<Moment> moments() {
        return moments;
    }

    private long loopsTime() {
        long sum = 0;
        for (long id : loopThreads) {
            sum += Math.max(0, threads.getThreadCpuTime(id));
        }
        return sum;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
