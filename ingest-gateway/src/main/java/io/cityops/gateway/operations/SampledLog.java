package io.cityops.gateway.operations;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Lets one line a second through and tells how many were held back, so that a storm of one event is not one of lines. */
public final class SampledLog {
    private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Logger log;
    private final LongSupplier nanoTime;
    private final AtomicLong nextAtNanos;
    private final AtomicLong heldBack = new AtomicLong();

    public SampledLog(Logger log) {
        this(log, System::nanoTime);
    }

    SampledLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.nextAtNanos = new AtomicLong(nanoTime.getAsLong());
    }

    /** Logs at WARN; the format is SLF4J's. */
    public void warn(String format, Object... arguments) {
        long now = nanoTime.getAsLong();
        long next = nextAtNanos.get();
        if (now - next < 0 || !nextAtNanos.compareAndSet(next, now + INTERVAL_NANOS)) {
            heldBack.incrementAndGet();
            return;
        }
        log.warn(format, arguments);
        long held = heldBack.getAndSet(0);
        if (held > 0) {
            log.warn("... and {} more of this kind since the line before", held);
        }
    }
}
