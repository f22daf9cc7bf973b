package io.cityops.simulators.mqtt;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * The threads of all Paho clients together. Each client blocks three threads (sender, receiver, callbacks); as virtual
 * threads they cost next to nothing. Before JDK 24 a virtual thread that waits inside {@code synchronized}, as Paho's do,
 * holds its carrier, so there small platform threads are used. Timers share one thread. Cannot be shut down by a client.
 */
final class SharedThreads extends AbstractExecutorService implements ScheduledExecutorService {
    private static final int FIRST_JDK_WITHOUT_PINNING = 24;
    private static final long SMALL_STACK_BYTES = 128 * 1024;

    private final ThreadFactory threads;
    private final ScheduledThreadPoolExecutor timers;

    SharedThreads() {
        this.threads = Runtime.version().feature() >= FIRST_JDK_WITHOUT_PINNING
                ? Thread.ofVirtual().name("mqtt-", 0).factory()
                : Thread.ofPlatform()
                        .daemon()
                        .stackSize(SMALL_STACK_BYTES)
                        .name("mqtt-", 0)
                        .factory();
        this.timers = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("mqtt-timers").factory());
        timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void execute(Runnable task) {
        threads.newThread(task).start();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return timers.schedule(() -> execute(task), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return timers.schedule(task, delay, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return timers.scheduleAtFixedRate(task, initialDelay, period, unit);
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return timers.scheduleWithFixedDelay(task, initialDelay, delay, unit);
    }

    @Override
    public void shutdown() {
        // other clients still need the threads; they are daemons and end with the process
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
