package io.cityops.simulators.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Processor time that the whole machine has used since it was started, in ticks of 10 ms; 0 where Linux does not tell. */
record CpuTime(long busyTicks) {
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
            return new CpuTime(busy);
        } catch (IOException | RuntimeException e) {
            return new CpuTime(0);
        }
    }

    double coresSince(CpuTime earlier, double seconds) {
        return (busyTicks - earlier.busyTicks) / TICKS_A_SECOND / seconds;
    }
}
