package io.cityops.jobs.detect;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cityops.jobs.detect.Benchmark.Judged;
import io.cityops.jobs.detect.Benchmark.Profile;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tells how much the benchmark's score hangs on each number of the setting: each is changed by itself, to three quarters
 * and to four thirds. Run by hand, with the benchmark's folder: {@code -Dnab=DIR}.
 */
class DetectorTrial {
    @TempDir
    private Path folder;

    @Test
    void eachNumberOfTheSettingChangedByItself() throws Exception {
        String nab = System.getProperty("nab");
        assumeTrue(nab != null, "the benchmark's folder is named by -Dnab=DIR");
        Path data = Path.of(nab);
        tell("as it is", data, Sensitivity.DEFAULT);
        for (Map.Entry<String, Sensitivity> variant : variants().entrySet()) {
            tell(variant.getKey(), data, variant.getValue());
        }
    }

    private void tell(String name, Path nab, Sensitivity sensitivity) throws Exception {
        Path out = Files.createTempDirectory(folder, "scored");
        new RehearseSeries(new PrintStream(PrintStream.nullOutputStream()), sensitivity).run(nab.resolve("data"), out);
        Map<String, Judged> all = ScoreSeries.load(out, nab.resolve("labels/combined_windows.json"), System.out);
        Map<String, Map<String, Judged>> categories = new TreeMap<>();
        all.forEach((file, judged) -> categories
                .computeIfAbsent(ScoreSeries.categoryOf(file), ignored -> new TreeMap<>())
                .put(file, judged));
        StringBuilder line = new StringBuilder("%-32s all %6.2f".formatted(name, score(all)));
        categories.forEach((category, files) -> {
            if (Benchmark.points(files, 1, Profile.STANDARD).windows() > 0) {
                line.append("  %s %6.2f".formatted(category, score(files)));
            }
        });
        System.out.println(line);
    }

    private static double score(Map<String, Judged> files) {
        return Benchmark.points(files, Sensitivity.ALARM_SCORE, Profile.STANDARD)
                .normalised(Profile.STANDARD);
    }

    private static Map<String, Sensitivity> variants() {
        Map<String, Sensitivity> variants = new LinkedHashMap<>();
        Sensitivity d = Sensitivity.DEFAULT;
        for (double by : new double[] {0.75, 4.0 / 3}) {
            String factor = " x %.2f".formatted(by);
            variants.put("probation" + factor, with(d, 0, by));
            variants.put("memory" + factor, with(d, 1, by));
            variants.put("outlier" + factor, with(d, 2, by));
            variants.put("longer" + factor, with(d, 3, by));
            variants.put("seasonal" + factor, with(d, 4, by));
            variants.put("weekly" + factor, with(d, 5, by));
            variants.put("beyond, the part above 1" + factor, with(d, 6, by));
            variants.put("recordHalfLife" + factor, with(d, 7, by));
            variants.put("holdDown" + factor, with(d, 8, by));
            variants.put("louder" + factor, with(d, 9, by));
            variants.put("alarmAt" + factor, with(d, 10, by));
        }
        return variants;
    }

    private static Sensitivity with(Sensitivity d, int which, double by) {
        return new Sensitivity(
                (int) (d.probation() * (which == 0 ? by : 1)),
                (int) (d.memory() * (which == 1 ? by : 1)),
                d.outlier() * (which == 2 ? by : 1),
                d.longer() * (which == 3 ? by : 1),
                d.seasonal() * (which == 4 ? by : 1),
                d.weekly() * (which == 5 ? by : 1),
                1 + (d.beyond() - 1) * (which == 6 ? by : 1),
                (int) (d.recordHalfLife() * (which == 7 ? by : 1)),
                (int) (d.holdDown() * (which == 8 ? by : 1)),
                d.louder() * (which == 9 ? by : 1),
                d.alarmAt() * (which == 10 ? by : 1));
    }
}
