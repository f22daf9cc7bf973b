package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Everything that must have come up once before the city is ready. The first failure ends the waiting. */
final class FirstStart {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final int OFTEN = 6;
    private static final int SELDOM = 3;

    private final Console console;
    private final Map<String, CompletableFuture<?>> awaited = new LinkedHashMap<>();
    private final Map<String, Supplier<String>> reasons = new LinkedHashMap<>();
    private final CompletableFuture<Void> failure = new CompletableFuture<>();
    private final long begunNanos = System.nanoTime();
    private int heartbeats;

    FirstStart(Console console) {
        this.console = console;
    }

    /** @param reason why it is not ready yet; empty when that is not known */
    void awaits(String name, CompletableFuture<?> future, Supplier<String> reason) {
        reasons.put(name, reason);
        awaits(name, future);
    }

    void awaits(String name, CompletableFuture<?> future) {
        awaited.put(name, future);
        future.whenComplete((done, thrown) -> {
            // A cancelled one was waiting for another, which says why.
            if (thrown != null && !(cause(thrown) instanceof CancellationException)) {
                failure.completeExceptionally(cause(thrown));
            }
        });
    }

    /** @throws StackFailure the first that was met */
    void await() {
        CompletableFuture<Void> all = CompletableFuture.allOf(awaited.values().toArray(CompletableFuture[]::new));
        CompletableFuture<Object> end = CompletableFuture.anyOf(failure, all);
        while (true) {
            try {
                end.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                tellWhatIsMissing();
            } catch (ExecutionException e) {
                throw asFailure(failure.isCompletedExceptionally() ? reason() : cause(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackFailure("the start was interrupted", "Start it again");
            }
        }
    }

    private Throwable reason() {
        return cause(failure.exceptionNow());
    }

    /** Every few seconds at first, then more seldom; and from then on with the reason that each one gives. */
    private void tellWhatIsMissing() {
        heartbeats++;
        boolean longAlready = heartbeats > OFTEN;
        if (longAlready && heartbeats % SELDOM != 0) {
            return;
        }
        String missing = awaited.entrySet().stream()
                .filter(entry -> !entry.getValue().isDone())
                .map(entry -> longAlready ? withReason(entry.getKey()) : entry.getKey())
                .collect(Collectors.joining(", "));
        console.say("still waiting for %s (%s)".formatted(missing, Console.seconds(System.nanoTime() - begunNanos)));
    }

    private String withReason(String name) {
        Supplier<String> reason = reasons.get(name);
        String given = reason == null ? "" : reason.get();
        return given.isEmpty() ? name : name + " [" + given + "]";
    }

    private static StackFailure asFailure(Throwable thrown) {
        return thrown instanceof StackFailure known
                ? known
                : new StackFailure(
                        "the city could not be started: " + thrown.getMessage(),
                        "Look into the logs folder, and run ./cityops doctor",
                        thrown);
    }

    private static Throwable cause(Throwable thrown) {
        @Nullable Throwable cause = thrown.getCause();
        boolean wrapped = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        return wrapped && cause != null ? cause(cause) : thrown;
    }
}
