package io.cityops.localstack.city;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FirstStartTest {
    private final FirstStart start = new FirstStart(
            new Console(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), Clock.systemUTC()));

    @Test
    void endsWhenEverythingIsReady() {
        start.awaits("kafka", CompletableFuture.completedFuture(null));
        start.awaits("gateway", CompletableFuture.completedFuture(null));
        assertThatCode(start::await).doesNotThrowAnyException();
    }

    @Test
    void firstFailureEndsTheWaitingForTheOthers() {
        start.awaits("jobs", new CompletableFuture<>());
        start.awaits("kafka", CompletableFuture.failedFuture(new StackFailure("kafka fell", "Look")));
        assertThatThrownBy(start::await).isInstanceOf(StackFailure.class).hasMessage("kafka fell. Look");
    }

    @Test
    void onesThatGaveUpBecauseOfItDoNotHideIt() {
        CompletableFuture<Void> kafka = new CompletableFuture<>();
        CompletableFuture<Void> gateway = new CompletableFuture<>();
        start.awaits("gateway", gateway);
        start.awaits("kafka", kafka);
        gateway.cancel(false);
        kafka.completeExceptionally(new StackFailure("kafka fell", "Look"));
        assertThatThrownBy(start::await).hasMessage("kafka fell. Look");
    }

    @Test
    void failureOfAnotherKindIsToldWithARemedyToo() {
        start.awaits("the registry", CompletableFuture.completedFuture(null).thenRun(() -> {
            throw new UncheckedIOException(new IOException("disk gone"));
        }));
        assertThatThrownBy(start::await)
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("disk gone")
                .hasMessageContaining("./cityops doctor");
    }
}
