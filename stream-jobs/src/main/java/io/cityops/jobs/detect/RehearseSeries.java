package io.cityops.jobs.detect;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Runs the detector over a tree of recorded series, each from its first row to its last as if it came live, and writes
 * the same tree with scores.
 */
public final class RehearseSeries {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int BAD_ROWS_TOLD = 10;

    private final PrintStream progress;
    private final Sensitivity sensitivity;

    RehearseSeries(PrintStream progress, Sensitivity sensitivity) {
        this.progress = progress;
        this.sensitivity = sensitivity;
    }

    public static void main(String[] arguments) {
        if (arguments.length != 2) {
            System.err.println("cityops: needed are IN_DIR and OUT_DIR");
            System.exit(WRONG_USAGE);
        }
        System.exit(
                new RehearseSeries(System.err, Sensitivity.DEFAULT).run(Path.of(arguments[0]), Path.of(arguments[1])));
    }

    int run(Path in, Path out) {
        try {
            if (!Files.isDirectory(in)) {
                return wrong(in + " is not a folder");
            }
            if (Files.exists(out) && !Files.isDirectory(out)) {
                return wrong(out + " is not a folder");
            }
            Path from = in.toRealPath();
            if (out.toAbsolutePath().normalize().startsWith(from)
                    || (Files.exists(out) && out.toRealPath().startsWith(from))) {
                return wrong("OUT_DIR " + out + " lies within IN_DIR " + in + "; name another one");
            }
            List<Path> files;
            try (Stream<Path> tree = Files.walk(in)) {
                files = tree.filter(Files::isRegularFile)
                        .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".csv"))
                        .sorted()
                        .toList();
            }
            if (files.isEmpty()) {
                progress.println("cityops: there is no CSV file in " + in);
                return FAILED;
            }
            return judgeAll(in, files, out);
        } catch (IOException e) {
            progress.println("cityops: " + describe(e));
            return FAILED;
        }
    }

    private int judgeAll(Path in, List<Path> files, Path out) {
        int failed = 0;
        long rows = 0;
        long bad = 0;
        long alarms = 0;
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            String at = (i + 1) + "/" + files.size() + " " + in.relativize(file);
            int[] told = {0};
            try {
                SeriesFile.Outcome outcome = new SeriesFile(file, new Detector(sensitivity, ZoneOffset.UTC))
                        .judgeInto(out.resolve(in.relativize(file).toString()), row -> {
                            if (told[0]++ < BAD_ROWS_TOLD) {
                                progress.println(row);
                            }
                        });
                rows += outcome.rows();
                bad += outcome.badRows();
                alarms += outcome.alarms();
                if (outcome.badRows() > BAD_ROWS_TOLD) {
                    progress.println(file + ": " + (outcome.badRows() - BAD_ROWS_TOLD) + " bad rows more");
                }
                progress.println(at + ": " + outcome.rows() + " rows, " + outcome.alarms() + " alarms");
            } catch (IOException e) {
                failed++;
                progress.println(at + ": not done, " + describe(e));
            }
        }
        progress.println("%d of %d files, %d rows, %d bad rows (score 0), %d rows with a score of %s or more"
                .formatted(files.size() - failed, files.size(), rows, bad, alarms, Sensitivity.ALARM_SCORE));
        return failed == 0 && bad == 0 ? DONE : FAILED;
    }

    private int wrong(String what) {
        progress.println("cityops: " + what);
        return WRONG_USAGE;
    }

    private static String describe(IOException e) {
        return e instanceof SeriesFile.NotASeries refused ? refused.why() : e.toString();
    }
}
