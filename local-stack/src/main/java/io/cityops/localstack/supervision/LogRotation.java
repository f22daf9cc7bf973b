package io.cityops.localstack.supervision;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * Keeps a folder of logs small: a {@code *.log} over the limit is packed into {@code *.log.1.gz}, older ones move up, and
 * it is emptied in its place, since its process goes on appending to it. What is printed between the copy and the emptying
 * is lost.
 *
 * @param limitBytes from this size on
 * @param kept packed files for each log, at least 1
 */
public record LogRotation(Path logs, long limitBytes, int kept) {

    /** @return how many files were packed */
    public int rotate() throws IOException {
        int packed = 0;
        try (var files = Files.newDirectoryStream(logs, "*.log")) {
            for (Path log : files) {
                if (Files.size(log) > limitBytes) {
                    pack(log);
                    packed++;
                }
            }
        }
        return packed;
    }

    private void pack(Path log) throws IOException {
        for (int number = kept - 1; number >= 1; number--) {
            Path older = packed(log, number);
            if (Files.exists(older)) {
                Files.move(older, packed(log, number + 1), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed(log, 1)))) {
            Files.copy(log, out);
        }
        try (FileChannel emptied = FileChannel.open(log, StandardOpenOption.WRITE)) {
            emptied.truncate(0);
        }
    }

    private static Path packed(Path log, int number) {
        return log.resolveSibling(log.getFileName() + "." + number + ".gz");
    }
}
