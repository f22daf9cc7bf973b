package io.cityops.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.CatalogueText;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CliTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "demo --help",
                "status --help",
                "down --help",
                "db-url --help",
                "device --help",
                "device add --help",
                "device import --help",
                "device token --help",
                "device command --help",
                "user add --help",
                "notify --help",
                "notify route add --help",
                "notify test --help",
                "catalogue --help",
                "catalogue check --help",
                "catalogue apply --help",
                "catalogue list --help",
                "catalogue show --help",
                "catalogue restore --help",
                "replay --help",
                "jobs --help",
                "jobs rescale --help",
                "drill --help",
                "drill step --help",
                "rehearse --help",
                "rehearse nab --help",
                "rehearse nab-score --help",
                "fault --help",
                "load --help",
                "bench --help",
                "doctor --help"
            })
    void everyCommandHasHelp(String line) {
        assertThat(run(line)).isZero();
        assertThat(out.toString()).startsWith("Usage: cityops");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bench nothing",
                "jobs",
                "catalogue",
                "catalogue check no-such-folder",
                "jobs rescale 5",
                "demo --devices 0",
                "demo --devices many",
                "device",
                "device add gauge-1 --type river-gauge",
                "device command gauge-1",
                "user add Lan",
                "notify",
                "notify route",
                "notify route add an",
                "notify route add an --email a@city.vn --sms +84901234567",
                "notify test first",
                "replay recording.csv",
                "drill",
                "drill spring-tide.yaml --speed 0",
                "rehearse",
                "rehearse nab",
                "rehearse nab in",
                "rehearse nab-score out labels --threshold 0",
                "drill step current flood",
                "replay --from-readings",
                "replay recording.csv --map map.yaml --since 2026-11-24T16:00"
            })
    void wrongUsageEndsWithTwoAndSaysWhatIsRight(String line) {
        assertThat(run(line)).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: cityops");
    }

    @Test
    void aCatalogueIsCheckedWithoutARunningCityAndEveryProblemIsTold(@TempDir Path folder) throws Exception {
        CatalogueText.read(null).writeTo(folder);
        assertThat(run("catalogue check " + folder)).isZero();
        Path rules = folder.resolve("rules.yaml");
        Files.writeString(
                rules,
                Files.readString(rules)
                        .replace("off_delay: 2m", "off_delay: soon")
                        .replace("set: 1.40", "set: high"));
        assertThat(run("catalogue check " + folder)).isEqualTo(1);
        assertThat(err.toString())
                .contains(
                        "rules.yaml:10 set: 'high' is not a number",
                        "rules.yaml:13 off_delay: 'soon'",
                        "refused whole");
    }

    private int run(String line) {
        CommandLine commandLine = Cli.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
    }
}
