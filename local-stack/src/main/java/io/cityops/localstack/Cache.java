package io.cityops.localstack;

import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where downloaded and unpacked pieces are kept between installations. Root's stands outside its home, which other
 * users cannot enter: the database server, which refuses to run as root, must reach its own files.
 */
public record Cache(Path directory) {
    public static Cache from(Settings settings) {
        Path own = settings.path("CITYOPS_CACHE");
        if (own != null) {
            return new Cache(own.toAbsolutePath());
        }
        String shared = settings.optional("XDG_CACHE_HOME");
        if (shared != null) {
            return new Cache(Path.of(shared, "cityops"));
        }
        if ("root".equals(System.getProperty("user.name"))) {
            return new Cache(Path.of("/var/cache/cityops"));
        }
        String home = settings.optional("HOME");
        return new Cache(Path.of(home == null ? System.getProperty("user.home") : home, ".cache", "cityops"));
    }

    /** @throws StackFailure where it cannot be made or written */
    public void create() {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "try", ""));
        } catch (IOException e) {
            throw new StackFailure(
                    "the cache folder " + directory + " cannot be written (" + e.getMessage() + ")",
                    "Name another one with CITYOPS_CACHE",
                    e);
        }
    }

    public Path resolve(String piece) {
        return directory.resolve(piece);
    }
}
