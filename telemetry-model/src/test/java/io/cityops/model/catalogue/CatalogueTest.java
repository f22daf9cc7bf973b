package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.cityops.model.catalogue.Condition.Truth;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {
    private static final List<String> FILES =
            List.of("areas", "sectors", "measures", "device-types", "indicators", "rules");

    @TempDir
    Path directory;

    @Test
    void referenceCityHasItsWardsAndTheContractsNames() {
        Catalogue city = Catalogue.load(null);

        assertThat(city.areas()).hasSize(169);
        assertThat(city.areas()).filteredOn(area -> area.kind().equals("ward")).hasSize(113);
        assertThat(city.areas())
                .filteredOn(area -> area.kind().equals("commune"))
                .hasSize(54);
        assertThat(city.area("26732"))
                .extracting(area -> area.name().vi(), Area::kind, Area::parent)
                .containsExactly("Côn Đảo", "special-zone", "city");
        assertThat(city.deviceTypes())
                .extracting(DeviceType::id)
                .contains(
                        "traffic-camera",
                        "loop-detector",
                        "air-station",
                        "noise-meter",
                        "river-gauge",
                        "rain-gauge",
                        "flood-sensor");
        assertThat(city.indicators())
                .extracting(Indicator::id)
                .contains(
                        "traffic.flow",
                        "traffic.mean_speed",
                        "traffic.occupancy",
                        "environment.pm25",
                        "environment.pm10",
                        "environment.vn_aqi",
                        "water.river_level",
                        "water.rain_1h",
                        "water.flood_depth");
        assertThat(city.indicators()).filteredOn(Indicator::wall).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void riverRuleClimbsTheAlarmLevelsOfPhuAn() {
        Rule rule = Catalogue.load(null).rule("water.river-alarm");

        assertThat(rule).isNotNull();
        assertThat(rule.levels()).extracting(Rule.Level::set).containsExactly(1.40, 1.50, 1.60);
        assertThat(rule.levels())
                .extracting(Rule.Level::severity)
                .containsExactly(Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL);
        assertThat(rule.onDelay()).isEqualTo(Duration.ZERO);
    }

    @Test
    void bandIsHalfOpen() {
        Indicator level = Catalogue.load(null).indicator("water.river_level");

        assertThat(level).isNotNull();
        assertThat(level.bandOf(1.5999)).map(Band::level).contains(Band.Level.WARNING);
        assertThat(level.bandOf(1.60)).map(Band::level).contains(Band.Level.CRITICAL);
    }

    @Test
    void catalogueOfAFolderReplacesTheBuiltIn() throws IOException {
        copyBuiltIn();
        edit("sectors", "vi: Giao thông", "vi: Đi lại");

        assertThat(Catalogue.load(directory).sector("traffic"))
                .extracting(sector -> sector.name().vi())
                .isEqualTo("Đi lại");
    }

    @Test
    void unknownKeyIsRefusedWithFileLineAndTheNearName() throws IOException {
        copyBuiltIn();
        edit("measures", "unit: km/h", "unti: km/h");

        assertRefused(
                "measures.yaml:5 unit: is missing; add it",
                "measures.yaml:5 unti: is not a known key; did you mean 'unit'?");
    }

    @Test
    void referenceToNothingIsRefusedWithTheNearName() throws IOException {
        copyBuiltIn();
        edit("indicators", "inputs: [occupancy_pct]", "inputs: [ocupancy_pct]");

        assertRefused("'ocupancy_pct' is not declared; did you mean 'occupancy_pct'?");
    }

    @Test
    void clearThresholdOnTheWrongSideIsRefused() throws IOException {
        copyBuiltIn();
        edit("rules", "set: 1.40, clear: 1.37", "set: 1.40, clear: 1.45");

        assertRefused("must lie on the good side of set 1.4, else the alarm flaps");
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        copyBuiltIn();
        edit("measures", "max: 160", "max: fast");
        edit("rules", "off_delay: 2m", "off_delay: soon");

        assertRefused("'fast' is not a number", "'soon': allowed is a whole number with ms, s, m, h or d");
    }

    @Test
    void aConditionIsRefusedForEachThingThatIsWrongWithIt() throws IOException {
        copyBuiltIn();
        edit(
                "rules",
                "{indicator: water.rain_1h, set: 20, clear: 15}",
                "{indicator: water.rain_1x, set: 20, clear: 25}");
        edit(
                "rules",
                "{silent: pump-station}",
                "{silent: pump-station, device: 2}\n            - {any: []}\n            - {rain: 3}");

        assertRefused(
                "'water.rain_1x' is not declared; did you mean 'water.rain_1h'?",
                "clear: must lie on the good side of set 20.0, else the alarm flaps",
                "device: is not a known key; did you mean 'devices'?",
                "any: at least one statement is needed",
                "exactly one of [all, any, not, measure, indicator, silent] is expected, not none");
    }

    @Test
    void aSequenceIsRefusedForEachThingThatIsWrongWithIt() throws IOException {
        copyBuiltIn();
        edit("rules", "    within: 30m\n", "    within: 3d\n");
        edit(
                "rules",
                "      - {indicator: traffic.mean_speed, above: false, set: 15, clear: 18}\n",
                "      - {indicator: traffic.mean_sped, above: false, set: 15, clear: 12}\n");
        edit("rules", "    kind: silence", "    kind: sequence\n    sector: water\n    steps: [{silent: rain-gauge}]");

        assertRefused(
                "within: must be longer than nothing, and a day at most",
                "'traffic.mean_sped' is not declared; did you mean 'traffic.mean_speed'?",
                "clear: must lie on the good side of set 15.0, else the alarm flaps",
                "steps: 2 to 8 are expected, not 1");
    }

    @Test
    void aRateOfChangeIsAskedForByTheSignOfItsThresholds() throws IOException {
        copyBuiltIn();
        edit("rules", "    input: water_level_m\n", "    input: water_level_m\n    change: 15m\n    above: false\n");
        edit("rules", "set: 1.50, clear: 1.47", "set: -0.2, clear: 0.1");
        edit("rules", "    kind: silence", "    kind: silence\n    change: 15m");

        assertRefused(
                "set: what rises is greater than 0, what falls (above: false) is less",
                "clear: must not lie beyond 0: what has come to rest has changed by 0",
                "change: is not a known key");
    }

    @Test
    void aRateOfChangeIsOverADayAtMost() throws IOException {
        assertThat(Objects.requireNonNull(Catalogue.load(null).rule("water.river-alarm"))
                        .change())
                .as("the value itself")
                .isZero();
        copyBuiltIn();
        edit("rules", "    input: water_level_m\n", "    input: water_level_m\n    change: 2d\n");

        assertRefused("change: longer than nothing and a day at most is expected");
    }

    @Test
    void anAnomalyHasScoresForThresholdsAndWholeMinutesToJudge() throws IOException {
        Rule unusual = Objects.requireNonNull(Catalogue.load(null).rule("energy.load-unusual"));
        assertThat(unusual.every()).isEqualTo(Duration.ofMinutes(5));
        assertThat(unusual.hasThresholds()).isTrue();
        copyBuiltIn();
        edit("rules", "set: 0.7, clear: 0.15", "set: 1.2, clear: 0.15");
        edit("rules", "    every: 5m\n", "    every: 90s\n    on_delay: 1m\n");

        assertRefused(
                "set: scores are greater than 0 and less than 1",
                "every: whole minutes, up to 1h, are expected",
                "on_delay: is not a known key");
    }

    @Test
    void aConditionWithoutWhenIsRefused() throws IOException {
        copyBuiltIn();
        edit("rules", "    kind: silence", "    kind: condition");

        assertRefused("when: is missing; a rule of kind condition says when it holds");
    }

    @Test
    void whatIsUnknownIsNeitherTrueNorFalse() {
        Condition.Leaf known = leaf(0);
        Condition.Leaf unknown = leaf(1);
        Function<Condition.Leaf, Truth> holds = leaf -> leaf.place() == 0 ? Truth.TRUE : Truth.UNKNOWN;
        assertThat(new Condition.All(List.of(known, unknown)).judge(holds)).isEqualTo(Truth.UNKNOWN);
        assertThat(new Condition.Any(List.of(known, unknown)).judge(holds)).isEqualTo(Truth.TRUE);
        assertThat(new Condition.All(List.of(new Condition.Not(known), unknown)).judge(holds))
                .isEqualTo(Truth.FALSE);
        assertThat(new Condition.Not(unknown).judge(holds)).isEqualTo(Truth.UNKNOWN);
    }

    private static Condition.Leaf leaf(int place) {
        return new Condition.Leaf(
                place,
                Condition.Looks.INDICATOR,
                "i",
                List.of(),
                Duration.ZERO,
                true,
                1,
                0,
                1,
                "",
                Duration.ofMinutes(1));
    }

    @Test
    void brokenYamlIsRefusedWithItsLine() throws IOException {
        copyBuiltIn();
        Files.writeString(directory.resolve("sectors.yaml"), "sectors:\n  - {id: traffic\n");

        assertRefused("sectors.yaml:3 not YAML");
    }

    @Test
    void missingFileIsRefused() throws IOException {
        copyBuiltIn();
        Files.delete(directory.resolve("rules.yaml"));

        assertRefused("rules.yaml: is missing");
    }

    @Test
    void parentsMustLeadToTheCity() throws IOException {
        copyBuiltIn();
        edit("areas", "{code: \"25747\", ", "{code: \"25747\", parent: \"25747\", ");

        assertRefused("area 25747: its parents do not lead to 'city'");
    }

    private void assertRefused(String... problems) {
        assertThatThrownBy(() -> Catalogue.load(directory))
                .isInstanceOfSatisfying(CatalogueException.class, refused -> {
                    for (String problem : problems) {
                        assertThat(refused.problems())
                                .asInstanceOf(LIST)
                                .anySatisfy(
                                        found -> assertThat(found.toString()).contains(problem));
                    }
                });
    }

    private void copyBuiltIn() throws IOException {
        for (String file : FILES) {
            try (InputStream in = Catalogue.class.getResourceAsStream("/io/cityops/model/city/" + file + ".yaml")) {
                Files.copy(in, directory.resolve(file + ".yaml"));
            }
        }
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = directory.resolve(file + ".yaml");
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }
}
