package io.cityops.simulators.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Processor time of the whole machine since it was started, in ticks of 10 ms; 0 where Linux does not tell.
 *
 * @param busyTicks all that was used, what was stolen included
 * @param stolenTicks for which somebody wanted to run, and the hypervisor ran another machine: such delays are nobody's here
 */
record CpuTime(long busyTicks, long stolenTicks) {
    private static final double TICKS_A_SECOND = 100;
    private static final int IDLE = 4;
    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    static CpuTime now() {
        try {
            List<String> words =
                    List.of(Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+", -1));
            long busy = 0;
            for (int i = 1; i <= STOLEN; i++) {
                if (i != IDLE && i != WAITING) {
                    busy += Long.parseLong(words.get(i));
                }
            }
            return new CpuTime(busy, Long.parseLong(words.get(STOLEN)));
        } catch (IOException | RuntimeException e) {
            return new CpuTime(0, 0);
        }
    }

    double coresSince(CpuTime earlier, double seconds) {
        return (busyTicks - earlier.busyTicks) / TICKS_A_SECOND / seconds;
    }

    double coresStolenSince(CpuTime earlier, double seconds) {
        return (stolenTicks - earlier.stolenTicks) / TICKS_A_SECOND / seconds;
    }
}
