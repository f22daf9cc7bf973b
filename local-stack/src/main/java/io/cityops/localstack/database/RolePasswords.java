package io.cityops.localstack.database;

import io.cityops.localstack.SecretFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/** The generated password of each role, kept in a file that only its owner may read. */
final class RolePasswords {
    private final Map<DatabaseRole, String> passwords;

    private RolePasswords(Map<DatabaseRole, String> passwords) {
        this.passwords = passwords;
    }

    /** Reads what is kept; makes and keeps what is missing. */
    static RolePasswords keptIn(Path file) throws IOException {
        Properties kept = new Properties();
        SecretFile secrets = new SecretFile(file);
        kept.load(new StringReader(secrets.readIfPresent()));
        Map<DatabaseRole, String> passwords = new EnumMap<>(DatabaseRole.class);
        SecureRandom random = new SecureRandom();
        for (DatabaseRole role : DatabaseRole.values()) {
            String password = kept.getProperty(role.roleName());
            passwords.put(role, password == null ? generate(random) : password);
        }
        if (kept.size() < passwords.size()) {
            StringBuilder text = new StringBuilder();
            passwords.forEach((role, password) ->
                    text.append(role.roleName()).append('=').append(password).append('\n'));
            secrets.write(text.toString());
        }
        return new RolePasswords(passwords);
    }

    /** 144 random bits in letters, digits, minus and underscore: nothing that an address would have to escape. */
    private static String generate(SecureRandom random) {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    String of(DatabaseRole role) {
        return java.util.Objects.requireNonNull(passwords.get(role));
    }
}
