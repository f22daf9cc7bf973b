package io.cityops.localstack.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/** What the database holds before the first reading: roles, the extension, and the migrations, applied as its owner. */
final class Schema {
    private static final String MIGRATIONS = "classpath:io/cityops/model/migration";
    private static final List<DatabaseRole> CLIENTS = Arrays.stream(DatabaseRole.values())
            .filter(role -> role != DatabaseRole.OWNER)
            .toList();

    private final DatabaseAccess access;
    private final String owner;
    private final String ownerPassword;

    /** @param owner may create roles and owns the database */
    Schema(DatabaseAccess access, String owner, String ownerPassword) {
        this.access = access;
        this.owner = owner;
        this.ownerPassword = ownerPassword;
    }

    /**
     * Brings the database to the newest migration; does nothing where it is there already.
     *
     * @return whether the tables are hypertables
     */
    boolean bringUpToDate() throws SQLException {
        try (Connection connection = connect("")) {
            createRoles(connection);
        }
        prepareExtension();
        migrate();
        try (Connection connection = connect("")) {
            return exists(connection, "select from pg_extension where extname = 'timescaledb'");
        }
    }

    private void createRoles(Connection connection) throws SQLException {
        for (DatabaseRole role : CLIENTS) {
            String name = role.roleName();
            if (!exists(connection, "select from pg_roles where rolname = '" + name + "'")) {
                execute(connection, "create role " + name + " login");
            }
            execute(connection, "alter role " + name + " password '" + access.password(role) + "'");
        }
        String database = answer(connection, "select quote_ident(current_database())");
        String clients = CLIENTS.stream().map(DatabaseRole::roleName).collect(Collectors.joining(", "));
        execute(connection, "revoke connect on database " + database + " from public");
        execute(connection, "grant connect on database " + database + " to " + clients);
    }

    /** Only before the first migration: tables made without it stay as they are. */
    private void prepareExtension() throws SQLException {
        boolean older;
        try (Connection connection = connect("")) {
            if (!exists(connection, "select from pg_available_extensions where name = 'timescaledb'")) {
                return;
            }
            if (!exists(connection, "select from pg_tables where schemaname = 'store' and tablename = 'reading'")) {
                execute(connection, "create extension if not exists timescaledb");
            }
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
        try (Connection connection = connect("?assumeMinServerVersion=17")) {
            execute(connection, "alter extension timescaledb update");
        }
    }

    private void migrate() {
        Flyway.configure(Schema.class.getClassLoader())
                .dataSource(access.jdbcUrl(), owner, ownerPassword)
                .locations(MIGRATIONS)
                .schemas("store")
                .load()
                .migrate();
    }

    private Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(access.jdbcUrl() + parameters, owner, ownerPassword);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static boolean exists(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private static String answer(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
