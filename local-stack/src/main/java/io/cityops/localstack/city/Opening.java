package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.catalogue.Versions;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.drill.Drills;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.registry.PlayedDevices;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.FollowedCatalogue;
import io.cityops.model.version.CatalogueVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the city needs in its registry before it opens: an administrator, and the devices that are simulated. */
public final class Opening {
    private static final String ADMINISTRATOR = "admin";

    private final DataFolder data;
    private final Parts parts;
    private final DatabaseAccess database;
    private final FollowedCatalogue catalogue;
    private final Console console;
    private final int simulatedDevices;

    private volatile @Nullable String newPassword;

    Opening(
            DataFolder data,
            Parts parts,
            DatabaseAccess database,
            Catalogue installed,
            int simulatedDevices,
            Console console) {
        this.data = data;
        this.parts = parts;
        this.database = database;
        this.catalogue = new FollowedCatalogue(installed);
        this.console = console;
        this.simulatedDevices = simulatedDevices;
    }

    /** The administrator's password when the account was made in this run. */
    public Optional<String> newPassword() {
        return Optional.ofNullable(newPassword);
    }

    void prepareRegistry() {
        try {
            settleCatalogue();
            makeAdministrator();
            try (Drills drills = Drills.open(database, "stack")) {
                drills.endAbandoned();
            }
            PlayedDevices simulated = new PlayedDevices(data.config("simulator-devices.csv"), database, catalogue);
            if (simulatedDevices > 0) {
                simulated.register(plannedDevices());
            } else {
                simulated.switchOff();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new StackFailure(
                    "the registry cannot be written: " + e.getMessage(), "Look into logs/timescaledb.log", e);
        }
    }

    private void settleCatalogue() throws SQLException {
        try (Versions versions = Versions.open(database, "stack")) {
            CatalogueVersion settled = versions.settle(catalogue.now());
            if (!settled.checksum().equals(catalogue.checksum())) {
                console.say(
                        "catalogue " + settled.label() + " was applied to this city and holds, not the installed one");
                catalogue.replace(settled.text().compile());
            }
        }
    }

    private void makeAdministrator() throws IOException, SQLException {
        try (Registry registry = Registry.open(database, "stack")) {
            if (!registry.hasAccount(ADMINISTRATOR)) {
                String password = Passwords.generate();
                // The file first: an account whose password nobody knows could not be entered.
                data.adminPassword().write(password + "\n");
                registry.addAccount(
                        ADMINISTRATOR, Passwords.bcrypt(password), "administrator", List.of(Area.CITY), List.of());
                newPassword = password;
            }
        }
    }

    private String plannedDevices() {
        Execution plan = Execution.run(
                Duration.ofMinutes(1),
                null,
                parts.simulatorsCommand(List.of("devices", "--count", Integer.toString(simulatedDevices))));
        if (!plan.succeeded()) {
            throw new StackFailure(
                    "the simulators could not say which devices they play: " + plan.lastLine(),
                    "Start without them: ./cityops demo --no-simulator");
        }
        return plan.output();
    }
}
