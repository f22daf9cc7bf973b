package io.cityops.localstack.supervision;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One service under watch, on a thread of its own: started once those it relies on are ready, asked how it is, started
 * again with back-off when it dies, until it is told to stop. Only a first start can fail; afterwards it never gives up.
 */
public final class Supervised {
    /** So often it may die before it was ever ready. */
    private static final int FIRST_ATTEMPTS = 3;

    private final Service service;
    private final Path log;
    private final Timing timing;
    private final Console console;
    private final Runnable onChange;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopRequested = new CountDownLatch(1);
    private final Thread thread;
    private final Object launching = new Object();

    private volatile ProcessStatus status;
    private volatile String whyNotReady = "";
    private volatile List<CompletableFuture<?>> reliesOn = List.of();
    private volatile @Nullable Process process;

    /** @param onChange called after each change of {@link #status}, on any thread */
    public Supervised(Service service, Path logs, Timing timing, Console console, Runnable onChange) {
        this.service = service;
        this.log = logs.resolve(service.name() + ".log");
        this.timing = timing;
        this.console = console;
        this.onChange = onChange;
        this.status = ProcessStatus.waiting(service.name(), service.ports());
        this.thread = new Thread(this::run, "watch-" + service.name());
        this.thread.setDaemon(true);
    }

    /** Returns at once; the service is started when all of these are done. */
    public void startAfter(List<? extends CompletableFuture<?>> these) {
        reliesOn = List.copyOf(these);
        thread.start();
    }

    /** Done when it is ready for the first time, or failed with why it cannot be. */
    public CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    public ProcessStatus status() {
        return status;
    }

    /** What it answered last when it was asked whether it can work; empty when it can or was not asked. */
    public String whyNotReady() {
        return whyNotReady;
    }

    private void run() {
        try {
            CompletableFuture.allOf(reliesOn.toArray(CompletableFuture[]::new)).get();
            superviseUntilStopped();
        } catch (InterruptedException e) {
            firstReady.cancel(false);
        } catch (ExecutionException e) {
            // What it relies on has said why; there is nothing to add.
            firstReady.cancel(false);
        } catch (RuntimeException e) {
            firstReady.completeExceptionally(e);
        }
    }

    private void superviseUntilStopped() throws InterruptedException {
        int deathsInARow = 0;
        while (!stopping()) {
            End end = liveOnce();
            if (stopping()) {
                return;
            }
            deathsInARow = end.readyFor().compareTo(timing.healthyAgainAfter()) >= 0 ? 1 : deathsInARow + 1;
            if (!firstReady.isDone() && deathsInARow >= FIRST_ATTEMPTS) {
                throw failure(end.how());
            }
            Duration pause = timing.backoff(deathsInARow);
            change(status.restarting());
            console.say("%s %s; starting it again in %s"
                    .formatted(service.name(), end.how(), Console.seconds(pause.toNanos())));
            stopRequested.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private End liveOnce() throws InterruptedException {
        Life life = null;
        try {
            Process started = launch(service.launcher().prepare());
            if (started == null) {
                return new End("was not started", Duration.ZERO);
            }
            life = new Life(service, timing, started);
            life.accompany(new Announcements());
            return End.of(started.exitValue(), life.readyFor());
        } catch (InterruptedException e) {
            throw e;
        } catch (StackFailure e) {
            if (!firstReady.isDone()) {
                throw e;
            }
            return End.notStarted(e);
        } catch (Exception e) {
            killIfAlive();
            return End.notStarted(e);
        }
    }

    /** Null when it is to stop: nothing is started after that. */
    private @Nullable Process launch(Launch launch) throws java.io.IOException {
        synchronized (launching) {
            if (stopping()) {
                return null;
            }
            Process started = launch.detached().start(log);
            process = started;
            change(status.started(started));
            return started;
        }
    }

    private StackFailure failure(String how) {
        String remedy = Files.exists(log)
                ? "What it printed last is at the end of " + log
                : "./cityops doctor may say what is missing";
        return new StackFailure(service.name() + " " + how, remedy);
    }

    private final class Announcements implements Life.Watcher {
        @Override
        public void answered(Health.Answer answer) {
            whyNotReady = answer.reason();
        }

        @Override
        public void ready(Duration after) throws Exception {
            if (!firstReady.isDone()) {
                service.afterFirstStart().run();
            }
            console.say("%s is ready (%s)".formatted(service.name(), Console.seconds(after.toNanos())));
            change(status.in(ProcessState.READY));
            firstReady.complete(null);
        }

        @Override
        public void unable(Duration since, String reason) {
            String how =
                    "is alive but not able to work since %s (%s)".formatted(Console.seconds(since.toNanos()), reason);
            if (!firstReady.completeExceptionally(failure(how))) {
                console.say(service.name() + " " + how);
            }
            change(status.in(ProcessState.STARTING));
        }

        @Override
        public void ableAgain() {
            console.say(service.name() + " is able to work again");
            change(status.in(ProcessState.READY));
        }
    }

    private void change(ProcessStatus changed) {
        status = changed;
        onChange.run();
    }

    private boolean stopping() {
        return stopRequested.getCount() == 0;
    }

    /** Nothing is started or restarted any more; what runs goes on running. */
    public void ceaseRestarting() {
        synchronized (launching) {
            stopRequested.countDown();
        }
    }

    /** Stops it in order; kills it when it takes longer than its limit. Returns when it is gone. */
    public void stop() {
        ceaseRestarting();
        thread.interrupt();
        Process running = process;
        if (running != null && running.isAlive()) {
            console.say("stopping " + service.name());
            long begin = System.nanoTime();
            Signal.send(service.stopSignal(), running.pid());
            if (!waitFor(running, service.stopLimit())) {
                console.say("%s did not stop within %d s: killing it"
                        .formatted(service.name(), service.stopLimit().toSeconds()));
                killIfAlive();
            }
            console.say("%s stopped (%s)".formatted(service.name(), Console.seconds(System.nanoTime() - begin)));
        }
        change(status.down());
    }

    private void killIfAlive() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
            waitFor(running, Duration.ofSeconds(10));
        }
    }

    private static boolean waitFor(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
