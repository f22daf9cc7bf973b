package io.cityops.jobs.rehearse;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.store.Database;
import io.cityops.jobs.store.Incident;
import io.cityops.jobs.store.RecordedCity;
import io.cityops.jobs.store.RecordedDevice;
import io.cityops.jobs.store.RecordedDrills;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rehearses the rules of a catalogue folder over what a city has recorded: {@code CATALOGUE_DIR FROM UNTIL [--json] [--report FILE]}, moments as
 * ISO 8601. The database is that of {@code CITYOPS_DB_URL}, {@code _USER} and {@code _PASSWORD}; the reader's role will do. The report
 * goes to standard output, progress to standard error. Exit codes: 0 done, 1 failed, 2 wrong usage.
 */
public final class RehearseRule {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String AS_JSON = "--json";
    private static final String REPORT = "--report";

    private final Database database;
    private final PrintStream out;
    private final PrintStream err;
    private final Clock clock;

    public RehearseRule(Database database, PrintStream out, PrintStream err, Clock clock) {
        this.database = database;
        this.out = out;
        this.err = err;
        this.clock = clock;
    }

    public static void main(String[] arguments) {
        // Standard output is the report's; before anything asks for a logger.
        System.setProperty("logback.configurationFile", "io/cityops/jobs/rehearse/rehearsal-logback.xml");
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(new RehearseRule(database(Settings.fromEnvironment()), out, err, Clock.systemUTC())
                .run(List.of(arguments)));
    }

    private static Database database(Settings settings) {
        return new Database(
                settings.required("CITYOPS_DB_URL"),
                settings.required("CITYOPS_DB_USER"),
                settings.required("CITYOPS_DB_PASSWORD"));
    }

    /** @return the exit code */
    public int run(List<String> arguments) {
        boolean json = arguments.contains(AS_JSON);
        int kept = arguments.indexOf(REPORT);
        Path report = kept < 0 ? null : Path.of(arguments.get(kept + 1));
        List<String> words =
                arguments.stream().filter(word -> !word.equals(AS_JSON)).toList();
        if (words.size() != (kept < 0 ? 3 : 5)) {
            err.println("cityops: needed are CATALOGUE_DIR, FROM and UNTIL");
            return WRONG_USAGE;
        }
        try {
            rehearse(
                    new CityCatalogue(words.get(0)),
                    Instant.parse(words.get(1)),
                    Instant.parse(words.get(2)),
                    json,
                    report);
            return DONE;
        } catch (CatalogueException e) {
            e.problems().forEach(err::println);
        } catch (IOException e) {
            err.println("cityops: " + e.getMessage());
        } catch (Exception e) {
            err.println("cityops: the rehearsal failed: " + reason(e));
        }
        return FAILED;
    }

    private void rehearse(CityCatalogue city, Instant from, Instant until, boolean json, @Nullable Path kept)
            throws Exception {
        Instant begun = clock.instant();
        Rehearsal rehearsal = Rehearsal.of(city, from, until);
        List<String> ids = city.get().rules().stream().map(Rule::id).toList();
        try (RecordedCity recorded = new RecordedCity(database);
                RecordedDrills drills = new RecordedDrills(database)) {
            Map<String, RecordedDevice> devices = recorded.devices();
            List<String> sectors = sectors(city, devices);
            List<Incident.Played> played = drills.labels(sectors, ids, from, until);
            devices.putAll(drills.twins(
                    played.stream().map(Incident.Played::drill).distinct().toList()));
            Rehearsal.Outcome outcome =
                    rehearsal.run(database, devices, new Progress(err, clock, rehearsal.lead(), until));
            RehearsalReport report = RehearsalReport.of(
                    city,
                    rehearsal,
                    outcome,
                    Stream.<Incident>concat(recorded.acknowledged(sectors, from, until).stream(), played.stream())
                            .sorted(Comparator.comparing(Incident::openedAt))
                            .toList(),
                    recorded.calls(ids, from, until),
                    recorded.raisings(ids, from, until),
                    Duration.between(begun, clock.instant()));
            if (kept != null) {
                Files.writeString(kept, RehearsalJson.of(report));
            }
            out.print(json ? RehearsalJson.of(report) : RehearsalText.of(report));
            out.flush();
        }
    }

    /** Of the rules, or where one has none, of all devices. */
    private static List<String> sectors(CityCatalogue city, Map<String, RecordedDevice> devices) {
        boolean any = city.get().rules().stream().anyMatch(rule -> rule.sector().isEmpty());
        return any
                ? devices.values().stream()
                        .map(RecordedDevice::sector)
                        .distinct()
                        .toList()
                : city.get().rules().stream().map(Rule::sector).distinct().toList();
    }

    /** What is at the bottom of it, past what Flink wraps around. */
    static String reason(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.getMessage() == null ? at.toString() : at.getMessage();
    }
}
