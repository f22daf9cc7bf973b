package io.cityops.simulators.replay;

import io.cityops.model.catalogue.NearName;
import io.cityops.simulators.replay.Skips.Reason;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The readings of a CSV file in the order of time, over all stations, whatever the order of the file. Kept in memory: about
 * 150 bytes a row.
 */
final class Recording {
    /**
     * What one station recorded at one time.
     *
     * @param values in the order of the map's columns; NaN where the cell was empty or unreadable
     */
    record Row(long recordedAtMillis, long line, ReplayMap.Station station, double[] values) {}

    private final List<Row> rows;
    private final Skips skips;

    private Recording(List<Row> rows, Skips skips) {
        this.rows = rows;
        this.skips = skips;
    }

    /** @throws IllegalArgumentException when the columns are not those of the map */
    static Recording read(Reader csv, ReplayMap map) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setDelimiter(map.separator())
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrim(true)
                .setIgnoreEmptyLines(true)
                .get();
        Skips skips = new Skips();
        try (CSVParser parser =
                CSVParser.builder().setReader(csv).setFormat(format).get()) {
            checkColumns(parser.getHeaderNames(), map);
            return new Recording(inOrder(parser, map, skips), skips);
        }
    }

    List<Row> rows() {
        return rows;
    }

    Skips skips() {
        return skips;
    }

    private static void checkColumns(List<String> header, ReplayMap map) {
        List<String> problems = new ArrayList<>();
        for (String column : map.knownColumns()) {
            if (!header.contains(column)) {
                problems.add("the map names a column '" + column + "' that the file has not"
                        + NearName.hint(column, header));
            }
        }
        for (String column : header) {
            if (!map.knownColumns().contains(column)) {
                problems.add("the file has a column '" + column
                        + "' that the map does not name; add it to measures or to ignore");
            }
        }
        if (!problems.isEmpty()) {
            throw new MapProblem(problems);
        }
    }

    private static List<Row> inOrder(CSVParser parser, ReplayMap map, Skips skips) {
        int[] positions = positions(parser.getHeaderNames(), map);
        List<Row> rows = new ArrayList<>();
        for (CSVRecord record : parser) {
            Row row = rowOf(record, parser.getCurrentLineNumber(), map, positions, skips);
            if (row != null) {
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingLong(Row::recordedAtMillis).thenComparingLong(Row::line));
        return withoutRepetitions(rows, skips);
    }

    private static int[] positions(List<String> header, ReplayMap map) {
        return map.columns().stream()
                .mapToInt(column -> header.indexOf(column.name()))
                .toArray();
    }

    private static @Nullable Row rowOf(CSVRecord record, long line, ReplayMap map, int[] positions, Skips skips) {
        if (!record.isConsistent()) {
            skips.add(Reason.VALUE_UNREADABLE, line, record.size() + " cells, the header has another number");
            return null;
        }
        String stationValue = record.get(map.deviceColumn());
        ReplayMap.Station station = map.devices().get(stationValue);
        if (station == null) {
            skips.add(Reason.STATION_UNKNOWN, line, "'" + stationValue + "' is not among the map's devices");
            return null;
        }
        long at;
        try {
            at = map.timeFormat().millisOf(record.get(map.timeColumn()));
        } catch (IllegalArgumentException e) {
            skips.add(Reason.TIME_UNREADABLE, line, String.valueOf(e.getMessage()));
            return null;
        }
        double[] values = valuesOf(record, line, map, positions, skips);
        if (Arrays.stream(values).allMatch(Double::isNaN)) {
            skips.add(Reason.NO_VALUES, line, "every cell is empty");
            return null;
        }
        return new Row(at, line, station, values);
    }

    private static double[] valuesOf(CSVRecord record, long line, ReplayMap map, int[] positions, Skips skips) {
        double[] values = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            ReplayMap.Column column = map.columns().get(i);
            String cell = record.get(positions[i]);
            values[i] = Double.NaN;
            try {
                if (!cell.isEmpty()) {
                    values[i] = rounded(Double.parseDouble(cell) * column.scale() + column.offset());
                }
            } catch (NumberFormatException e) {
                skips.add(Reason.VALUE_UNREADABLE, line, column.name() + " '" + cell + "' is not a number");
            }
        }
        return values;
    }

    private static List<Row> withoutRepetitions(List<Row> rows, Skips skips) {
        Map<String, Set<Long>> seen = new HashMap<>();
        List<Row> once = new ArrayList<>(rows.size());
        for (Row row : rows) {
            if (seen.computeIfAbsent(row.station().id(), id -> new HashSet<>()).add(row.recordedAtMillis())) {
                once.add(row);
            } else {
                skips.add(
                        Reason.SAME_STATION_AND_TIME, row.line(), row.station().id() + " has this time already");
            }
        }
        return List.copyOf(once);
    }

    /** Nobody measures to more than six decimals; conversion errors of binary fractions end here. */
    private static double rounded(double value) {
        return Double.isFinite(value) && Math.abs(value) < 1e9 ? Math.round(value * 1e6) / 1e6 : value;
    }
}
