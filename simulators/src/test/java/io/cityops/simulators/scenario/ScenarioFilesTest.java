package io.cityops.simulators.scenario;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.SimulatedDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The scenarios that come with the project: what they script happens where and when they say so, and nowhere else. */
class ScenarioFilesTest {
    private static final Path FOLDER = Path.of("../scenarios");
    private static final Duration EARLY = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofMinutes(3);

    private static final Map<String, Scenario> SCENARIOS = all();
    private static final Map<String, City> SCRIPTED = cities(scenario -> scenario);
    private static final Map<String, City> WITHOUT = cities(Scenario::withoutEvents);

    @Test
    void theseComeWithTheProject() {
        assertThat(SCENARIOS.keySet())
                .containsExactly(
                        "cyber-intrusion",
                        "evening-rush-closed-bridge",
                        "forty-incidents",
                        "gateway-outage",
                        "heat-and-power",
                        "ordinary-tuesday",
                        "spring-tide-heavy-rain",
                        "surge-1022");
    }

    @Test
    void theFortyIncidentsAreFortyInAllSectors() {
        List<Label> labels = SCENARIOS.get("forty-incidents").labels();
        SequencedSet<String> sectors = new TreeSet<>();
        labels.forEach(label -> sectors.add(label.sector()));
        assertThat(labels).hasSize(40);
        assertThat(sectors).hasSize(8);
        assertThat(SCENARIOS.get("forty-incidents").backdrop()).isEqualTo(Backdrop.ORDINARY);
    }

    @Test
    void whatALabelTellsCanBeSeenByADeviceThereFromThenOnAndNotWithoutTheScript() {
        List<String> unseen = new ArrayList<>();
        for (Scenario scenario : SCENARIOS.values()) {
            City scripted = SCRIPTED.get(scenario.name());
            City without = WITHOUT.get(scenario.name());
            for (Label label : scenario.labels()) {
                Optional<Witness> witness = Witness.of(label.alarm());
                if (witness.isPresent() && !seenOnTime(scenario, label, witness.get(), scripted, without)) {
                    unseen.add(scenario.name() + "/" + label.id());
                }
            }
        }
        assertThat(unseen).isEmpty();
    }

    private static boolean seenOnTime(Scenario scenario, Label label, Witness witness, City scripted, City without) {
        Instant from = scenario.start().plus(label.from());
        Instant look = from.minus(EARLY).minus(Duration.ofMinutes(5));
        for (String ward : label.where()) {
            for (SimulatedDevice device : witness.in(ward, DEVICES)) {
                Optional<Instant> first = witness.first(scripted, device, look, from.plus(LATE));
                Optional<Instant> anyway = witness.first(without, device, from, from.plus(LATE));
                if (first.isPresent() && !first.get().isBefore(from.minus(EARLY)) && anyway.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void everyScriptMovesItsWardsAndNoOther() {
        for (Scenario scenario : SCENARIOS.values()) {
            if (scenario.events().isEmpty()) {
                continue;
            }
            City scripted = SCRIPTED.get(scenario.name());
            City without = WITHOUT.get(scenario.name());
            SequencedSet<String> moved = new TreeSet<>();
            long step = Math.max(1, scenario.duration().toMinutes() / 24);
            for (long minute = 0; minute <= scenario.duration().toMinutes() + 60; minute += step) {
                Instant at = scenario.start().plus(Duration.ofMinutes(minute));
                for (SimulatedDevice device : DEVICES) {
                    if (differs(scripted, without, device, at)) {
                        moved.add(device.place().area());
                    }
                }
            }
            assertThat(scenario.wards()).as(scenario.name()).containsAll(moved);
            boolean onlySilence = scenario.events().stream().allMatch(event -> event.kind() == EventKind.DEVICES_CUT);
            assertThat(moved.isEmpty()).as(scenario.name()).isEqualTo(onlySilence);
        }
    }

    @Test
    void nothingMovesBeforeTheFirstEvent() {
        for (Scenario scenario : SCENARIOS.values()) {
            City scripted = SCRIPTED.get(scenario.name());
            City without = WITHOUT.get(scenario.name());
            Duration first = scenario.events().stream()
                    .map(Event::at)
                    .min(Duration::compareTo)
                    .orElse(scenario.duration());
            for (SimulatedDevice device : DEVICES) {
                assertThat(differs(scripted, without, device, scenario.start().plus(first)))
                        .as("%s %s", scenario.name(), device.id())
                        .isFalse();
            }
        }
    }

    @Test
    void theSpringTideIsOverWhereAndWhenTheScriptSays() {
        Scenario scenario = SCENARIOS.get("spring-tide-heavy-rain");
        City scripted = SCRIPTED.get(scenario.name());
        City without = WITHOUT.get(scenario.name());
        Event surge = scenario.events().getFirst();
        for (SimulatedDevice device : DEVICES) {
            if (device.type().equals("river-gauge")) {
                boolean named = surge.where().contains(device.place().area());
                assertThat(differs(
                                scripted,
                                without,
                                device,
                                scenario.start().plus(surge.at().plusMinutes(90))))
                        .as(device.id())
                        .isEqualTo(named);
                assertThat(differs(
                                scripted,
                                without,
                                device,
                                scenario.start().plus(surge.end()).plusSeconds(120)))
                        .as(device.id())
                        .isFalse();
            }
        }
    }

    @Test
    void aClusterCutOffIsSilentForItsTimeOnly() {
        Scenario scenario = SCENARIOS.get("gateway-outage");
        City city = SCRIPTED.get(scenario.name());
        long during = scenario.start().plus(Duration.ofMinutes(30)).toEpochMilli();
        long after = scenario.start().plus(Duration.ofMinutes(46)).toEpochMilli();
        for (SimulatedDevice device : DEVICES) {
            assertThat(city.cutOff(device, during))
                    .as(device.id())
                    .isEqualTo(scenario.wards().contains(device.place().area()));
            assertThat(city.cutOff(device, after)).isFalse();
        }
    }

    private static boolean differs(City scripted, City without, SimulatedDevice device, Instant at) {
        long index = device.indexAt(at.toEpochMilli());
        Observation one = scripted.observe(device, index);
        Observation other = without.observe(device, index);
        return !List.of(one.measures()).equals(List.of(other.measures()))
                || !Arrays.equals(one.values(), other.values());
    }

    private static Map<String, City> cities(UnaryOperator<Scenario> how) {
        Map<String, City> cities = new TreeMap<>();
        SCENARIOS.forEach((name, scenario) -> cities.put(name, new City(CATALOGUE, SEED, how.apply(scenario))));
        return cities;
    }

    private static Map<String, Scenario> all() {
        Map<String, Scenario> scenarios = new TreeMap<>();
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                Scenario scenario = Scenario.read(file, CATALOGUE);
                scenarios.put(scenario.name(), scenario);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return scenarios;
    }
}
