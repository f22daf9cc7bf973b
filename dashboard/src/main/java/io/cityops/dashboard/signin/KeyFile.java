package io.cityops.dashboard.signin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * A key of this dashboard: 256 random bits in a file of {@code config/}, made when it is first asked for and readable by
 * its owner alone. Several dashboards of one database share the files.
 */
final class KeyFile {
    /** Signs remember-me tokens; delete the file to sign every wall and desk out. */
    static final String REMEMBER = "dashboard-remember-key";
    /** Encrypts second factors; without it, nobody who has one comes in. */
    static final String SECOND_FACTOR = "dashboard-second-factor-key";

    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    static byte[] bytes(Path dataFolder, String name) {
        return Base64.getUrlDecoder().decode(text(dataFolder, name));
    }

    static String text(Path dataFolder, String name) {
        Path folder = dataFolder.resolve("config");
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(folder);
                make(file);
            }
            String key = Files.readString(file).strip();
            if (key.length() < BYTES) {
                throw new IOException(file + " is damaged; delete it, and a new key is made");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void make(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            return;
        }
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(key));
    }
}
