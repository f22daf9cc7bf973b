package io.cityops.localstack.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** How the city's database is reached, by each of its roles. */
public final class DatabaseAccess {
    private static final String SCHEME = "jdbc:postgresql://";

    private final String jdbcUrl;
    private final RolePasswords passwords;

    private DatabaseAccess(String jdbcUrl, RolePasswords passwords) {
        this.jdbcUrl = jdbcUrl;
        this.passwords = passwords;
    }

    /**
     * With the passwords kept in the data folder; those that are missing are made.
     *
     * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
     */
    public static DatabaseAccess of(String jdbcUrl, Path data) throws IOException {
        return new DatabaseAccess(jdbcUrl, RolePasswords.keptIn(passwordFile(data)));
    }

    static Path passwordFile(Path data) {
        return data.toAbsolutePath().resolve("config/database-passwords");
    }

    public String jdbcUrl() {
        return jdbcUrl;
    }

    public String password(DatabaseRole role) {
        return passwords.of(role);
    }

    public Connection connect(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(jdbcUrl, role.roleName(), password(role));
    }

    /** For psql, Grafana and the like. */
    public String libpqUrl(DatabaseRole role) {
        return "postgresql://%s:%s@%s".formatted(role.roleName(), password(role), jdbcUrl.substring(SCHEME.length()));
    }

    /**
     * Applies what is missing of roles and migrations to a server of somebody else's.
     *
     * @param owner may create roles and owns the database
     * @return whether the tables are hypertables
     */
    public boolean bringUpToDate(String owner, String ownerPassword) throws SQLException {
        return new Schema(this, owner, ownerPassword).bringUpToDate();
    }
}
