package io.cityops.jobs;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** A sink that a test can look into. It travels serialised, so what it got is kept aside. */
final class Collected<T> implements Sink<T> {
    private static final Map<String, List<Object>> ROWS = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    @SuppressWarnings("unchecked") // only this sink puts rows under its id
    List<T> rows() {
        return (List<T>) ROWS.getOrDefault(id, List.of());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        List<Object> rows = ROWS.computeIfAbsent(id, key -> new CopyOnWriteArrayList<>());
        return new SinkWriter<>() {
            @Override
            public void write(T row, Context context) {
                rows.add(row);
            }

            @Override
            public void flush(boolean endOfInput) {}

            @Override
            public void close() {}
        };
    }
}
