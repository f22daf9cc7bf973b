package io.cityops.localstack;

import io.cityops.model.settings.Settings;
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
        return new Cache(Path.of(System.getProperty("user.home"), ".cache", "cityops"));
    }

    public Path resolve(String piece) {
        return directory.resolve(piece);
    }
}
