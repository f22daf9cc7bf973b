package io.cityops.jobs.detect;

import io.cityops.jobs.detect.Benchmark.Judged;
import io.cityops.jobs.detect.Benchmark.Points;
import io.cityops.jobs.detect.Benchmark.Profile;
import io.cityops.jobs.detect.Benchmark.Window;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Scores a tree that {@link RehearseSeries} wrote against labelled windows, by one threshold for all of it. */
public final class ScoreSeries {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private ScoreSeries() {}

    public static void main(String[] arguments) {
        if (arguments.length != 3) {
            System.err.println("cityops: needed are OUT_DIR, LABELS and a threshold");
            System.exit(WRONG_USAGE);
        }
        System.exit(run(Path.of(arguments[0]), Path.of(arguments[1]), Double.parseDouble(arguments[2]), System.out));
    }

    static int run(Path folder, Path labels, double threshold, PrintStream out) {
        try {
            Map<String, Judged> all = load(folder, labels, out);
            if (all.isEmpty()) {
                out.println("cityops: no file in " + folder + " has labels in " + labels);
                return FAILED;
            }
            print(all, threshold, out);
            return 0;
        } catch (IOException | YAMLException | IllegalArgumentException e) {
            out.println("cityops: cannot be scored: " + e.getMessage());
            return FAILED;
        }
    }

    static Map<String, Judged> load(Path folder, Path labels, PrintStream out) throws IOException {
        // JSON is YAML; names are files, values lists of first and last time.
        LoaderOptions options = new LoaderOptions();
        Map<String, List<List<String>>> windows = new Yaml(new SafeConstructor(options)).load(Files.readString(labels));
        Map<String, Judged> all = new TreeMap<>();
        int missing = 0;
        for (Map.Entry<String, List<List<String>>> entry : windows.entrySet()) {
            Path file = folder.resolve(entry.getKey());
            if (Files.isRegularFile(file)) {
                all.put(entry.getKey(), judged(file, entry.getValue()));
            } else {
                missing++;
            }
        }
        if (missing > 0) {
            out.println(missing + " labelled files are not in " + folder + " and left out");
        }
        return all;
    }

    private static Judged judged(Path file, List<List<String>> labels) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> times = new ArrayList<>();
        double[] scores = new double[lines.size() - 1];
        for (int row = 0; row < scores.length; row++) {
            String[] cells = lines.get(row + 1).split(",", -1);
            times.add(plain(cells[0]));
            scores[row] = Double.parseDouble(cells[2]);
        }
        List<Window> windows = new ArrayList<>();
        for (List<String> label : labels) {
            windows.add(new Window(rowOf(file, times, label.get(0)), rowOf(file, times, label.get(1))));
        }
        return new Judged(scores, windows);
    }

    private static int rowOf(Path file, List<String> times, String time) {
        int row = times.indexOf(plain(time));
        if (row < 0) {
            throw new IllegalArgumentException(file + " has no row at " + time);
        }
        return row;
    }

    /** Fractions of zero are written in the labels only. */
    private static String plain(String time) {
        return time.strip().replace('T', ' ').replaceFirst("\\.0+$", "");
    }

    private static void print(Map<String, Judged> all, double threshold, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%-24s %5s %7s %5s %10s %8s %8s %8s%n",
                "threshold " + threshold,
                "files",
                "windows",
                "found",
                "false rows",
                "standard",
                "low FP",
                "low FN");
        Map<String, Map<String, Judged>> categories = new TreeMap<>();
        all.forEach((name, series) -> categories
                .computeIfAbsent(categoryOf(name), ignored -> new TreeMap<>())
                .put(name, series));
        categories.forEach((category, files) -> printRow(category, files, threshold, out));
        printRow("all", all, threshold, out);
    }

    private static void printRow(String name, Map<String, Judged> files, double threshold, PrintStream out) {
        Points counted = Benchmark.points(files, threshold, Profile.STANDARD);
        StringBuilder scores = new StringBuilder();
        for (Profile profile : Profile.values()) {
            double score = Benchmark.points(files, threshold, profile).normalised(profile);
            scores.append(Double.isFinite(score) ? String.format(Locale.ROOT, " %8.2f", score) : "        –");
        }
        out.printf(
                Locale.ROOT,
                "%-24s %5d %7d %5d %10d%s%n",
                name,
                files.size(),
                counted.windows(),
                counted.found(),
                counted.falseRows(),
                scores);
    }

    static String categoryOf(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }
}
