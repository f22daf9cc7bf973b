package io.cityops.simulators.live;

import io.cityops.simulators.device.FaultOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults ordered while the city runs: a file with one {@link FaultOrder} a line, in absolute times. Whoever may write the
 * file may order; a simulator that is restarted reads it again and continues as if nothing had been.
 */
final class FaultFile {
    private static final Logger LOG = LoggerFactory.getLogger(FaultFile.class);

    private final Path file;
    private @Nullable FileTime seen;

    FaultFile(Path file) {
        this.file = file;
    }

    static Path in(Path dataFolder) {
        return dataFolder.resolve("run").resolve("simulator-faults");
    }

    /** All orders, when the file has changed since the last call. A line that is none is told and left out. */
    Optional<List<FaultOrder>> changed() {
        FileTime modified;
        try {
            modified = Files.getLastModifiedTime(file);
        } catch (IOException e) {
            modified = null;
        }
        if (modified == null ? seen == null : modified.equals(seen)) {
            return Optional.empty();
        }
        seen = modified;
        List<FaultOrder> orders = new ArrayList<>();
        for (String line : lines()) {
            try {
                orders.add(FaultOrder.parse(line, 0));
            } catch (IllegalArgumentException e) {
                LOG.warn("{}: {}", file, e.getMessage());
            }
        }
        return Optional.of(orders);
    }

    List<String> lines() {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", file, e.getMessage());
            return List.of();
        }
    }

    void write(List<String> lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path building = file.resolveSibling(file.getFileName() + ".new");
        Files.write(building, lines);
        Files.move(building, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
