package io.cityops.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JVM's loaded classes, kept from its first orderly end for its next start, which then costs about half the time. The
 * JVM checks by itself that the archive fits its version and class path, and makes it anew where it does not.
 */
public record ClassArchive(Path folder) {
    /** The flags for a process of this name; none where the folder cannot be made. */
    public List<String> flags(String name) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            return List.of();
        }
        return List.of(
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + folder.resolve(name + ".jsa"),
                // What it warns of an archive that does not fit is no news, since it is about to be replaced; and
                // standard output belongs to the program.
                "-Xlog:disable",
                "-Xlog:all=error,cds*=off:stderr");
    }
}
