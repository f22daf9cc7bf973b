package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatMappingTest {
    @TempDir
    Path directory;

    @BeforeEach
    void copyBuiltIn() throws IOException {
        for (String file : List.of("areas", "sectors", "measures", "device-types", "indicators", "rules")) {
            try (InputStream in = Catalogue.class.getResourceAsStream("/io/cityops/model/city/" + file + ".yaml")) {
                Files.copy(in, directory.resolve(file + ".yaml"));
            }
        }
        Files.createDirectory(directory.resolve("formats"));
    }

    @Test
    void everyBuiltInFileIsRead() throws Exception {
        Path folder = Path.of(Catalogue.class
                        .getResource("/io/cityops/model/city/formats/ttn.yaml")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".yaml", "")))
                    .containsExactlyInAnyOrderElementsOf(CatalogueText.BUILT_IN_FORMATS);
        }
        assertThat(Catalogue.load(null).formats())
                .extracting(FormatMapping::id)
                .containsExactlyElementsOf(CatalogueText.BUILT_IN_FORMATS);
    }

    @Test
    void newVendorIsANewFile() throws IOException {
        write("acme", """
                format: json
                topics: ["acme/{serial}/data"]
                device: "{serial}"
                time: t
                values: d
                measures:
                  - {field: lvl, measure: water_level_m, unit: cm}
                  - {field: n, measure: vehicle_count, kind: cumulative, wraps_at: 65536, max_gap: 1h}
                """);

        FormatMapping acme = Catalogue.load(directory).formats().getFirst();

        assertThat(acme.id()).isEqualTo("acme");
        assertThat(acme.devices()).containsExactly("{serial}");
        assertThat(acme.topics().getFirst().match("acme/77/data")).isEqualTo(Map.of("serial", "77"));
        assertThat(acme.fields().get(1).maxGap()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void cityWithoutTheFolderTakesTheNativeFormatOnly() throws IOException {
        Files.delete(directory.resolve("formats"));
        assertThat(Catalogue.load(directory).formats()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "format: jsonn | formats/acme.yaml:1 format: 'jsonn' is none of",
                "topic: [a] | formats/acme.yaml:1 topic: is not a known key; did you mean 'topics'?",
                "topics: ['a/+/b'] | write {name} for +",
                "topics: ['city/water/x/telemetry'] | city/... is the native format's",
                "zone: Asia/Saigonn | 'Asia/Saigonn' is no time zone",
                "device: '{a' | each { needs its }",
                "measures: [{field: x, measure: water_levl_m}] | 'water_levl_m' is not declared; did you mean 'water_level_m'?",
                "measures: [{field: x, measure: water_level_m, unit: Cel}] | 'Cel' cannot be turned into m",
                "measures: [{field: x, measure: water_level_m, unit: metre}] | 'metre' is not known",
                "measures: [{field: x, measure: water_level_m, wraps_at: 9}] | add kind: cumulative",
                "measures: [{field: x, measure: vehicle_count, kind: counter}] | 'counter' is none of [gauge, cumulative, boolean]"
            })
    void mistakeIsRefusedWithFileLineKeyAndRemedy(String line, String problem) throws IOException {
        String good = line.startsWith("format:") ? "" : "format: json\n";
        write("acme", line + "\n" + good + (line.startsWith("topics") ? "" : "topics: [x]\n"));

        CatalogueException refused = catchThrowableOfType(CatalogueException.class, () -> Catalogue.load(directory));

        assertThat(refused.problems())
                .anySatisfy(each ->
                        assertThat(each).startsWith("formats/acme.yaml:1 ").contains(problem));
    }

    private void write(String id, String text) throws IOException {
        Files.writeString(directory.resolve("formats/" + id + ".yaml"), text);
    }
}
