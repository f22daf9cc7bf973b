package io.cityops.simulators.replay;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Readings of a city as it stored them, in the order of time: lines {@code observed_at_ms,device,measure,value}, those of
 * one device and moment behind one another. Read as it is played, however long it is.
 */
final class ReadingsFile implements Iterator<PlayedRow>, AutoCloseable {
    private final BufferedReader reader;
    private final Map<String, ReplayMap.Station> stations;
    private String @Nullable [] next;

    private ReadingsFile(BufferedReader reader, Map<String, ReplayMap.Station> stations) {
        this.reader = reader;
        this.stations = stations;
        this.next = cells();
    }

    /** @throws IllegalArgumentException for a file that is none */
    static ReadingsFile open(Path file, Map<String, ReplayMap.Station> stations) throws IOException {
        BufferedReader reader = Files.newBufferedReader(file);
        if (!"observed_at_ms,device,measure,value".equals(reader.readLine())) {
            reader.close();
            throw new IllegalArgumentException(file + ": the first line is to be observed_at_ms,device,measure,value");
        }
        return new ReadingsFile(reader, stations);
    }

    /** Devices as the registry's table has them: {@code id,type,area,lat,lon,interval_seconds}, by id. */
    static Map<String, ReplayMap.Station> stations(Path table, Catalogue catalogue) throws IOException {
        Map<String, ReplayMap.Station> stations = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(table);
        for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
            String[] cells = line.split(",", -1);
            DeviceType type = cells.length == 6 ? catalogue.deviceType(cells[1]) : null;
            if (type == null) {
                throw new IllegalArgumentException(table + ": '" + line + "' is no device of the catalogue");
            }
            Duration interval = Duration.ofSeconds(Long.parseLong(cells[5]));
            stations.put(
                    cells[0],
                    new ReplayMap.Station(
                            cells[0], cells[1], type.sector(), cells[2], Double.NaN, Double.NaN, interval));
        }
        return stations;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public PlayedRow next() {
        String[] first = next;
        if (first == null) {
            throw new NoSuchElementException();
        }
        List<String> measures = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        while (next != null && next[0].equals(first[0]) && next[1].equals(first[1]) && !measures.contains(next[2])) {
            measures.add(next[2]);
            values.add(Double.parseDouble(next[3]));
            next = cells();
        }
        ReplayMap.Station station = stations.get(first[1]);
        if (station == null) {
            throw new IllegalArgumentException(
                    "the recording has a device '" + first[1] + "' that is not in the table");
        }
        return new PlayedRow(
                Long.parseLong(first[0]),
                station,
                measures.toArray(String[]::new),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private String @Nullable [] cells() {
        try {
            String line = reader.readLine();
            if (line == null) {
                return null;
            }
            String[] cells = line.split(",", -1);
            if (cells.length != 4) {
                throw new IllegalArgumentException("'" + line + "' is not observed_at_ms,device,measure,value");
            }
            return cells;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
