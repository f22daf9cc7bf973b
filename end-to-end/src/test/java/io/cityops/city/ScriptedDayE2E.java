package io.cityops.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An hour and a quarter of the day with forty incidents, played fast by simulators, operators and database, each of which is killed
 * once. The whole day: {@code ./cityops rehearse day}.
 */
class ScriptedDayE2E {
    @TempDir
    Path data;

    @Test
    void incidentsAreCaughtWithinAMinuteAndNobodyIsCalledWithoutReasonThoughEveryPartIsKilledOnce() throws Exception {
        City.Ended day = City.alone(
                data,
                "rehearse",
                "day",
                "--devices",
                "500",
                "--from",
                "615m",
                "--until",
                "690m",
                "--before",
                "40m",
                "--learn",
                "0m",
                "--restart",
                "642m",
                "--json");

        assertThat(day.exitCode())
                .as("0 means too that the killed job told the same: %s", day)
                .isZero();
        assertThat(number(day.out(), "labels")).isEqualTo(6);
        assertThat(number(day.out(), "caught_within_60_s")).as(day.toString()).isEqualTo(6);
        assertThat(number(day.out(), "false_alarms")).as(day.toString()).isLessThanOrEqualTo(1);
        assertThat(number(day.out(), "worst_minute")).as(day.toString()).isBetween(1, 3);
    }

    private static int number(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(json);
        assertThat(value.find()).as("%s in %s", name, json).isTrue();
        return Integer.parseInt(value.group(1));
    }
}
