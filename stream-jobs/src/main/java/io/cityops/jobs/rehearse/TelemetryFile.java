package io.cityops.jobs.rehearse;

import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.model.telemetry.TelemetryCodec;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The records of topic telemetry in a file, each its length in four bytes and then its bytes, ticks of the gateway among them.
 * To be taken by one thread.
 */
final class TelemetryFile implements Iterator<Arrival>, AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 20;

    private final DataInputStream in;
    private @Nullable Arrival next;
    private long reports;

    TelemetryFile(Path file) throws IOException {
        this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
        this.next = read();
    }

    private @Nullable Arrival read() {
        try {
            byte[] record = new byte[in.readInt()];
            in.readFully(record);
            return TelemetryCodec.isTick(record)
                    ? Arrival.tick(TelemetryCodec.tickMillis(record))
                    : Arrival.message(DeviceMessage.of(record, 0, reports++));
        } catch (EOFException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Arrival next() {
        Arrival given = next;
        if (given == null) {
            throw new NoSuchElementException("the file is at its end");
        }
        next = read();
        return given;
    }

    /** Messages read so far. */
    long reports() {
        return reports;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
