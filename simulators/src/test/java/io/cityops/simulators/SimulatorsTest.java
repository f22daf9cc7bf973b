package io.cityops.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SimulatorsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void theCommandsAreTheseAndEachHasHelp() {
        Set<String> names = Simulators.commandLine().getSubcommands().keySet();
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "devices",
                        "city",
                        "fault",
                        "payloads",
                        "record",
                        "chronicle",
                        "telemetry",
                        "replay",
                        "replay-devices",
                        "drill-plan",
                        "drill",
                        "load",
                        "load-report",
                        "null-broker",
                        "statistics");
        for (String name : names) {
            assertThat(run(name, "--help")).as(name).isZero();
        }
        assertThat(out.toString()).contains("--keep-time", "--ledger", "--rate-factor");
    }

    @Test
    void devicesArePrintedAsCsvAndAlwaysTheSame() {
        assertThat(run("devices", "--count", "30", "--seed", "7")).isZero();
        String once = out.toString();
        out.getBuffer().setLength(0);
        run("devices", "--count", "30", "--seed", "7");
        assertThat(out.toString()).isEqualTo(once);
        assertThat(once.lines()).hasSize(31);
        assertThat(once.lines().findFirst()).contains("id,type,area,lat,lon,interval_seconds");
        assertThat(once.lines().skip(1))
                .allMatch(
                        line -> line.matches("[a-z]+-\\d{5}-\\d+,[a-z0-9-]+,\\d{5},\\d+\\.\\d{5},\\d+\\.\\d{5},\\d+"));
    }

    @Test
    void wrongUsageIsExitCodeTwo() {
        assertThat(run("devices", "--cuont", "3")).isEqualTo(2);
        assertThat(run("replay")).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required");
    }

    @Test
    void whatFailsIsExitCodeOneWithOneLineThatSaysWhat() {
        assertThat(run("devices", "--count", "0")).isEqualTo(1);
        assertThat(run("replay-devices", "--map", "no-such.yaml")).isEqualTo(1);
        assertThat(run("record", "--device", "air-26743-9", "--from", "2026-11-16T00:00"))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly(
                        "0 devices: allowed are 1 to 20000",
                        "there is no map file no-such.yaml",
                        "no device 'air-26743-9' in the plan; did you mean 'air-26743-1'?");
    }

    @Test
    void aRecordingIsPrintedAsCsv() {
        assertThat(run("record", "--device", "air-26743-1", "--from", "2026-11-16T00:00", "--hours", "5"))
                .isZero();
        assertThat(out.toString().lines()).hasSize(6);
        assertThat(out.toString().lines().findFirst().orElseThrow()).startsWith("time,station,pm25_ugm3,");
    }

    private int run(String... arguments) {
        CommandLine commandLine = Simulators.commandLine();
        commandLine.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }
}
