package io.cityops.localstack.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/** What the database holds before the first reading: roles, the extension, and the migrations, applied as the owner. */
final class Schema {
    static final String DATABASE = "cityops";
    private static final String MIGRATIONS = "classpath:io/cityops/model/migration";

    private final DatabaseAddress address;
    private final RolePasswords passwords;

    Schema(DatabaseAddress address, RolePasswords passwords) {
        this.address = address;
        this.passwords = passwords;
    }

    /**
     * Brings the database to the newest migration; does nothing where it is there already.
     *
     * @param timescale whether the server has the extension loaded
     * @return whether the tables are hypertables
     */
    boolean bringUpToDate(boolean timescale) throws SQLException {
        try (Connection connection = connect("postgres")) {
            createRoles(connection);
            if (!exists(connection, "select from pg_database where datname = '" + DATABASE + "'")) {
                execute(connection, "create database " + DATABASE);
            }
            execute(connection, "revoke connect on database " + DATABASE + " from public");
            execute(connection, "grant connect on database " + DATABASE + " to " + allButOwner());
        }
        if (timescale) {
            prepareExtension();
        }
        migrate();
        try (Connection connection = connect(DATABASE)) {
            return exists(connection, "select from pg_extension where extname = 'timescaledb'");
        }
    }

    private void prepareExtension() throws SQLException {
        boolean older;
        try (Connection connection = connect(DATABASE)) {
            execute(connection, "create extension if not exists timescaledb");
            older = exists(
                    connection,
                    "select from pg_available_extensions where name = 'timescaledb'"
                            + " and installed_version <> default_version");
        }
        if (older) {
            updateExtension();
        }
    }

    /** It wants to be a session's very first statement; told the server's version, the driver sends none of its own. */
    void updateExtension() throws SQLException {
        try (Connection connection = connect(DATABASE + "?assumeMinServerVersion=17")) {
            execute(connection, "alter extension timescaledb update");
        }
    }

    private void createRoles(Connection connection) throws SQLException {
        for (DatabaseRole role : DatabaseRole.values()) {
            String name = role.roleName();
            if (!exists(connection, "select from pg_roles where rolname = '" + name + "'")) {
                execute(connection, "create role " + name + " login");
            }
            execute(connection, "alter role " + name + " password '" + passwords.of(role) + "'");
        }
    }

    private static String allButOwner() {
        return Arrays.stream(DatabaseRole.values())
                .filter(role -> role != DatabaseRole.OWNER)
                .map(DatabaseRole::roleName)
                .collect(Collectors.joining(", "));
    }

    private void migrate() {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(address.jdbcUrl(DATABASE), DatabaseRole.OWNER.roleName(), passwords.of(DatabaseRole.OWNER))
                .locations(MIGRATIONS)
                .schemas("store")
                .jdbcProperties(Map.of("ApplicationName", "cityops-migration"))
                .load()
                .migrate();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl(database), DatabaseRole.OWNER.roleName(), passwords.of(DatabaseRole.OWNER));
    }
}
