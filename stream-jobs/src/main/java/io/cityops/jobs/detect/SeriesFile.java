package io.cityops.jobs.detect;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * A series as a CSV file with the columns {@code timestamp} and {@code value}; others are left alone. Times without an
 * offset are the wall clock's where they were written, which is what days and weeks are made of.
 */
final class SeriesFile {
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']HH:mm[:ss]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private final Path file;
    private final Detector detector;

    SeriesFile(Path file, Detector detector) {
        this.file = file;
        this.detector = detector;
    }

    /** What came of a file. */
    record Outcome(long rows, long badRows, long alarms) {}

    /** A file that is no series at all; the message says why. */
    static final class NotASeries extends IOException {
        private static final long serialVersionUID = 1;

        private final String why;

        NotASeries(String why) {
            super(why);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    /**
     * Writes the judged series beside what was there before, and puts it in its place when it is whole. A bad row is
     * written with score 0, so that rows stay where they were.
     *
     * @param badRow told of each with its line
     */
    Outcome judgeInto(Path out, Consumer<String> badRow) throws IOException {
        Files.createDirectories(Objects.requireNonNull(out.toAbsolutePath().getParent()));
        Path partial = out.resolveSibling(out.getFileName() + ".partial");
        try {
            Outcome outcome;
            try (BufferedReader in = Files.newBufferedReader(file);
                    BufferedWriter to = Files.newBufferedWriter(partial)) {
                outcome = judge(in, to, badRow);
            } catch (MalformedInputException e) {
                throw new NotASeries("it is not text in UTF-8");
            }
            Files.move(partial, out, StandardCopyOption.REPLACE_EXISTING);
            return outcome;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private Outcome judge(BufferedReader in, BufferedWriter to, Consumer<String> badRow) throws IOException {
        String header = in.readLine();
        if (header == null) {
            throw new NotASeries("it is empty");
        }
        List<String> columns = cells(header.replace("\uFEFF", "").toLowerCase(Locale.ROOT));
        int time = columns.indexOf("timestamp");
        int value = columns.indexOf("value");
        if (time < 0 || value < 0) {
            throw new NotASeries("line 1: the columns timestamp and value are needed, but there are: " + header);
        }
        to.write("timestamp,value,anomaly_score\n");
        SeriesMemory memory = new SeriesMemory();
        long rows = 0;
        long bad = 0;
        long alarms = 0;
        long line = 1;
        for (String text = in.readLine(); text != null; text = in.readLine()) {
            line++;
            if (text.isBlank()) {
                continue;
            }
            rows++;
            List<String> cells = cells(text);
            double score = 0;
            try {
                Verdict verdict = detector.judge(memory, millis(cell(cells, time)), number(cell(cells, value)));
                score = verdict.score();
                alarms += verdict.isAlarm() ? 1 : 0;
            } catch (BadRow e) {
                bad++;
                badRow.accept(file + ":" + line + ": " + e.getMessage());
            }
            to.write(at(cells, time) + "," + at(cells, value) + "," + String.format(Locale.ROOT, "%.6f", score) + "\n");
        }
        if (rows == 0) {
            throw new NotASeries("it has no rows");
        }
        return new Outcome(rows, bad, alarms);
    }

    private static final class BadRow extends Exception {
        private static final long serialVersionUID = 1;

        BadRow(String why) {
            super(why);
        }
    }

    private static String cell(List<String> cells, int column) throws BadRow {
        if (column >= cells.size()) {
            throw new BadRow("it has " + cells.size() + " columns only");
        }
        return cells.get(column);
    }

    private static String at(List<String> cells, int column) {
        return column < cells.size() ? cells.get(column) : "";
    }

    private static double number(String text) throws BadRow {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new BadRow(text.isEmpty() ? "the value is missing" : "the value '" + text + "' is not a number");
        }
        if (!Double.isFinite(number)) {
            throw new BadRow("the value '" + text + "' is not a finite number");
        }
        return number;
    }

    private static long millis(String text) throws BadRow {
        if (text.isEmpty()) {
            throw new BadRow("the timestamp is missing");
        }
        try {
            if (text.endsWith("Z") || text.matches(".*[0-9][+-][0-9]{2}:?[0-9]{2}")) {
                return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant().toEpochMilli();
            }
            return LocalDateTime.parse(text, DATE_TIME)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadRow("the timestamp '" + text + "' is not a time such as 2014-02-14 14:30:00");
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(String::strip)
                .map(cell -> cell.length() > 1 && cell.startsWith("\"") && cell.endsWith("\"")
                        ? cell.substring(1, cell.length() - 1)
                        : cell)
                .toList();
    }
}
