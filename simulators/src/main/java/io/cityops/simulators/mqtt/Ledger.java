package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Content;
import io.cityops.simulators.device.Publication;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of every observation in every message that the gateway has acknowledged, refused ones included: what is stored
 * and rejected downstream can be checked against it. A message acknowledged twice stands here once, a message that the
 * device sent twice stands twice. Columns {@code device,ts,seq,measures,rejections}, the last two as the gateway should
 * count them; {@code ts} and {@code seq} are empty where the message has none. Complete after {@link #close}.
 */
public final class Ledger implements AutoCloseable {
    private final BufferedWriter writer;

    public Ledger(Path file) throws IOException {
        this.writer = Files.newBufferedWriter(file);
        writer.write("device,ts,seq,measures,rejections\n");
    }

    void acknowledged(Publication publication) {
        try {
            for (Content content : publication.contents()) {
                writer.write("%s,%s,%s,%d,%d\n"
                        .formatted(
                                publication.deviceId(),
                                known(content.observedAtMillis()),
                                known(content.seq()),
                                content.measures(),
                                content.rejections()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ledger cannot be written", e);
        }
    }

    private static String known(long number) {
        return number == Content.UNKNOWN ? "" : Long.toString(number);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
