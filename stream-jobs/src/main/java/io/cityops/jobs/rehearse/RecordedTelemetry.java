package io.cityops.jobs.rehearse;

import io.cityops.jobs.intake.Arrival;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceEnumerator;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReader;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A source of one split that gives out what an iterator of this process has. It is not kept in checkpoints: a rehearsal that
 * fails begins anew.
 */
final class RecordedTelemetry implements Source<Arrival, RecordedTelemetry.Split, Collection<RecordedTelemetry.Split>> {
    private static final long serialVersionUID = 1;
    /** A source travels serialised, even to a task of this process. */
    private static final Map<String, Iterator<Arrival>> OPEN = new ConcurrentHashMap<>();

    private final String id = UUID.randomUUID().toString();

    RecordedTelemetry(Iterator<Arrival> arrivals) {
        OPEN.put(id, arrivals);
    }

    /** After the end, whichever it was. */
    void forget() {
        OPEN.remove(id);
    }

    record Split(String splitId) implements IteratorSourceSplit<Arrival, Iterator<Arrival>> {
        @Override
        public Iterator<Arrival> getIterator() {
            return Objects.requireNonNull(OPEN.get(splitId));
        }

        @Override
        public IteratorSourceSplit<Arrival, Iterator<Arrival>> getUpdatedSplitForIterator(Iterator<Arrival> iterator) {
            return this;
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new IteratorSourceEnumerator<>(context, List.of(new Split(id)));
    }

    @Override
    public SplitEnumerator<Split, Collection<Split>> restoreEnumerator(
            SplitEnumeratorContext<Split> context, Collection<Split> splits) {
        return new IteratorSourceEnumerator<>(context, splits);
    }

    @Override
    public SourceReader<Arrival, Split> createReader(SourceReaderContext context) {
        return new IteratorSourceReader<>(context);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<Split>> getEnumeratorCheckpointSerializer() {
        return new SplitsSerializer();
    }

    /** Flink asks for it, and for nothing of it: no checkpoints are taken. */
    private static final class SplitsSerializer implements SimpleVersionedSerializer<Collection<Split>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<Split> splits) {
            throw new UnsupportedOperationException("a rehearsal is not taken up again");
        }

        @Override
        public Collection<Split> deserialize(int version, byte[] bytes) {
            throw new UnsupportedOperationException("a rehearsal is not taken up again");
        }
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<Split> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Split split) {
            return split.splitId.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public Split deserialize(int version, byte[] bytes) {
            return new Split(new String(bytes, java.nio.charset.StandardCharsets.UTF_8));
        }
    }
}
