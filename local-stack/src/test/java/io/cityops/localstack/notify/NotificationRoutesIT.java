package io.cityops.localstack.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotificationRoutesIT {
    private static final NewRoute ROUTE = new NewRoute(
            "an.nguyen", "email", "an@city.vn", "vi", "high", List.of("25747"), List.of("water"), 1, false);

    @TempDir
    Path directory;

    @Test
    void routesAreAddedListedTestedAndRemoved() throws Exception {
        Catalogue city = Catalogue.load(null);
        try (TimescaleServer server = TimescaleServer.start(directory, FreePort.next());
                NotificationRoutes routes =
                        NotificationRoutes.open(DatabaseAccess.of(server.jdbcUrl(), directory), "test")) {
            long id = routes.add(ROUTE, city);

            assertThatThrownBy(() -> routes.add(ROUTE, city))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("has that route already");
            assertThat(routes.list())
                    .containsExactly(new NotificationRoutes.Route(
                            id,
                            "an.nguyen",
                            "email",
                            "an@city.vn",
                            "vi",
                            "high",
                            List.of("25747"),
                            List.of("water"),
                            1,
                            false,
                            0,
                            0,
                            0,
                            null));
            String test = routes.test(id, Instant.now()).orElseThrow();
            assertThat(routes.fate(test)).isEqualTo(new NotificationRoutes.Fate("waiting", 0, null));
            assertThat(routes.test(id + 1, Instant.now())).isEmpty();
            assertThat(routes.remove(id)).isTrue();
            assertThat(routes.remove(id)).isFalse();
            assertThat(routes.fate(test).state()).isEqualTo("given-up");
        }
    }
}
