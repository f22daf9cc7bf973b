package io.cityops.simulators.live;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * SIGTERM and SIGINT as a request: the process stops in order and then ends with its own exit code, not the signal's.
 */
public final class StopSignal {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(20);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile int exitCode;

    private StopSignal() {}

    /** Listens to the signals of this process from now on. */
    public static StopSignal ofProcess() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stopAndEnd, "stop"));
        return signal;
    }

    /** Waits for the request at most so long; whether it has come. */
    public boolean askedWithin(Duration patience) throws InterruptedException {
        return asked.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** To be called when everything is in order and the process may end. */
    public int finished(int code) {
        exitCode = code;
        done.countDown();
        return code;
    }

    private void stopAndEnd() {
        asked.countDown();
        try {
            boolean inOrder = done.await(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
            Runtime.getRuntime().halt(inOrder ? exitCode : 1);
        } catch (InterruptedException e) {
            Runtime.getRuntime().halt(1);
        }
    }
}
