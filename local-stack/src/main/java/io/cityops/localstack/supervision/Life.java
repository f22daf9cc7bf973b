package io.cityops.localstack.supervision;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One run of a service's process, from its start to its end; used by the one thread that watches it. */
final class Life {
    private final Service service;
    private final Timing timing;
    private final Process process;
    private final long begunNanos = System.nanoTime();
    private long readyNanos;
    private long lastUpNanos = begunNanos;
    private boolean ready;
    private boolean unableSaid;

    Life(Service service, Timing timing, Process process) {
        this.service = service;
        this.timing = timing;
        this.process = process;
    }

    /** Tells what happens until the process ends or the watching is interrupted. */
    void accompany(Watcher watcher) throws Exception {
        while (!process.waitFor(poll().toMillis(), TimeUnit.MILLISECONDS)) {
            Health.Answer answer = (ready ? service.watch() : service.health()).ask();
            watcher.answered(answer);
            if (answer.up()) {
                up(watcher);
            } else {
                notUp(watcher, answer.reason());
            }
        }
    }

    private Duration poll() {
        return ready ? timing.watchPoll() : timing.startPoll();
    }

    private void up(Watcher watcher) throws Exception {
        lastUpNanos = System.nanoTime();
        if (!ready) {
            watcher.ready(since(begunNanos));
            ready = true;
            readyNanos = lastUpNanos;
        } else if (unableSaid) {
            watcher.ableAgain();
        }
        unableSaid = false;
    }

    private void notUp(Watcher watcher, String reason) {
        Duration unableFor = since(lastUpNanos);
        Duration patience = ready ? timing.unhealthyAfter() : service.startLimit();
        if (!unableSaid && unableFor.compareTo(patience) >= 0) {
            unableSaid = true;
            watcher.unable(unableFor, reason);
        }
    }

    /** How long ago it became ready; zero if it never did. */
    Duration readyFor() {
        return ready ? since(readyNanos) : Duration.ZERO;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** What is told of a life. */
    interface Watcher {
        /** Each time it is asked. */
        void answered(Health.Answer answer);

        /** For the first time in this life. */
        void ready(Duration after) throws Exception;

        /** Alive, but not able to work for so long. */
        void unable(Duration since, String reason);

        void ableAgain();
    }
}
