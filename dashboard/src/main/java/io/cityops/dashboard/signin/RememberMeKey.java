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
 * The key that signs remember-me tokens: 256 random bits in {@code config/dashboard-remember-key}, made at the first
 * start and readable by its owner alone. Delete the file to sign every wall and desk out.
 */
final class RememberMeKey {
    private static final String FILE = "dashboard-remember-key";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private RememberMeKey() {}

    static String in(Path dataFolder) {
        Path folder = dataFolder.resolve("config");
        Path file = folder.resolve(FILE);
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
