package io.cityops.localstack.database;

import io.cityops.localstack.Bind;
import io.cityops.localstack.Cache;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The embedded database of one data folder: its files under {@code postgres/}, its passwords under {@code config/}.
 * Knows how the server is prepared, started, asked and given its schema; whoever starts the process watches over it.
 */
public final class DatabaseCluster {
    private static final Duration INITDB_LIMIT = Duration.ofMinutes(2);

    private final Path folder;
    private final String bind;
    private final String host;
    private final int port;
    private final DatabaseAccess access;

    public DatabaseCluster(Path data, String bind, int port) throws IOException {
        this.folder = data.toAbsolutePath().resolve("postgres");
        this.bind = bind;
        this.host = Bind.reachedAt(bind);
        this.port = port;
        requirePasswords(DatabaseAccess.passwordFile(data));
        this.access = DatabaseAccess.of(jdbcUrl("cityops"), data);
    }

    private String jdbcUrl(String database) {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, database);
    }

    private void requirePasswords(Path file) {
        if (Files.isDirectory(pgdata()) && !Files.exists(file)) {
            throw new StackFailure(
                    "the database's passwords are gone: " + file + " is missing",
                    "Restore that file, or start empty with: ./cityops demo --fresh");
        }
    }

    private Path pgdata() {
        return folder.resolve("data");
    }

    /** Says which server the data was made with: one with TimescaleDB's tables cannot be read by one without. */
    private Path edition() {
        return folder.resolve("edition");
    }

    /** Gets the server's files, makes the cluster where there is none, and writes its configuration. */
    public Launch prepare(Cache cache, Consumer<String> progress) throws IOException {
        ServerFiles files = serverFiles(new ServerProvision(cache, progress));
        Files.createDirectories(folder);
        ServerAccount account = ServerAccount.choose(files, folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        if (!Files.isDirectory(pgdata())) {
            progress.accept("making the database");
            initialize(files, account);
            Files.writeString(edition(), files.hasTimescale() ? "timescaledb" : "plain");
        }
        ServerConfiguration configuration = new ServerConfiguration(bind, port, files.hasTimescale());
        Files.writeString(pgdata().resolve("postgresql.conf"), configuration.postgresql());
        Files.writeString(pgdata().resolve("pg_hba.conf"), configuration.hostBasedAuthentication());
        removeStaleProcessFile();
        List<String> command = new java.util.ArrayList<>(files.serverCommand());
        command.addAll(List.of("-D", pgdata().toString()));
        return new Launch(account.as(command), Map.of());
    }

    private ServerFiles serverFiles(ServerProvision provision) throws IOException {
        if (!Files.exists(edition())) {
            return provision.best();
        }
        if ("plain".equals(Files.readString(edition()))) {
            return provision.plain();
        }
        try {
            return provision.withTimescale();
        } catch (IOException e) {
            throw new StackFailure(
                    "the data was made with TimescaleDB, which cannot be had now (" + e.getMessage() + ")",
                    "Try again when Debian's package archive can be reached, or start empty with: "
                            + "./cityops demo --fresh",
                    e);
        }
    }

    /** Made beside its place, so that an interrupted attempt leaves nothing that looks like a cluster. */
    private void initialize(ServerFiles files, ServerAccount account) throws IOException {
        Path building = folder.resolve("data.new");
        FileTree.delete(building);
        Path password = folder.resolve("initdb-password");
        Files.deleteIfExists(password);
        Files.writeString(password, access.password(DatabaseRole.OWNER) + "\n");
        FileTree.giveTo(Files.getOwner(folder), password);
        Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
        Execution initdb = Execution.run(
                INITDB_LIMIT,
                account.as(List.of(
                        files.initdb().toString(),
                        "-D",
                        building.toString(),
                        "-U",
                        DatabaseRole.OWNER.roleName(),
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")));
        Files.delete(password);
        if (!initdb.succeeded()) {
            throw new IOException("the database could not be made: " + initdb.lastLine());
        }
        Files.move(building, pgdata(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** After a crash of the machine its process id may belong to somebody else by now; the server would refuse. */
    private void removeStaleProcessFile() throws IOException {
        Path file = pgdata().resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<String> pid = Files.readString(file).lines().findFirst().filter(line -> line.matches("\\d+"));
        boolean ours = pid.map(Long::parseLong)
                .flatMap(ProcessHandle::of)
                .flatMap(process -> process.info().commandLine())
                .filter(line -> line.contains(pgdata().toString()))
                .isPresent();
        if (!ours) {
            Files.delete(file);
        }
    }

    /** Whether a client is served. */
    public boolean answers() {
        try (Connection connection = connect("?connectTimeout=3&socketTimeout=3")) {
            return connection.isValid(3);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the database where it is missing, and what is missing of roles and migrations in it. */
    public boolean bringUpToDate() throws SQLException {
        try (Connection connection = connect("")) {
            if (!Schema.exists(connection, "select from pg_database where datname = 'cityops'")) {
                Schema.execute(connection, "create database cityops");
            }
        }
        return schema().bringUpToDate();
    }

    Schema schema() {
        return new Schema(access, DatabaseRole.OWNER.roleName(), access.password(DatabaseRole.OWNER));
    }

    private Connection connect(String parameters) throws SQLException {
        return DriverManager.getConnection(
                jdbcUrl("postgres") + parameters, DatabaseRole.OWNER.roleName(), access.password(DatabaseRole.OWNER));
    }

    public DatabaseAccess access() {
        return access;
    }
}
