package io.cityops.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The scenario {@code flood-drill.yaml}, played into a city: forty seconds in which one ward is flooded. */
final class FloodDrill {
    static final String WARD = "27478";
    static final String NAME = "Mưa ở một phường";

    private final CompletableFuture<City.Ended> play;

    private FloodDrill(CompletableFuture<City.Ended> play) {
        this.play = play;
    }

    static FloodDrill begin(City city) {
        Path scenario = Path.of("src/test/resources/flood-drill.yaml").toAbsolutePath();
        return new FloodDrill(CompletableFuture.supplyAsync(() -> {
            try {
                return city.cityops("drill", scenario.toString(), "--speed", "30", "--devices", "80", "--yes");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    /** Waits for the end, and returns what was printed. */
    String report() throws InterruptedException, ExecutionException, TimeoutException {
        City.Ended ended = play.get(90, TimeUnit.SECONDS);
        assertThat(ended.exitCode()).as(ended.toString()).isZero();
        return ended.out();
    }
}
