package io.cityops.gateway.registry;

import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.FollowedCatalogue;
import io.cityops.model.registry.Device;
import io.cityops.model.version.CatalogueVersion;
import io.cityops.model.version.StoredCatalogue;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the mirrors of devices and of revoked certificates and the catalogue in step with the database, planned maintenance
 * included: listens on its own connection, reads what changed, and reads everything again after each reconnect, since what
 * was told meanwhile is lost.
 */
public final class RegistryFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RegistryFollower.class);
    private static final String COLUMNS = "select id, type, sector, area, lat, lon, extract(epoch from"
            + " expected_interval) as interval_seconds, enabled, token_salt, token_hash, concentrator, external_id,"
            + " drill from store.device";
    private static final String CERTIFICATE_CHANNEL = "cityops_certificate";
    private static final int WAIT_MILLIS = 5_000;
    private static final int RETRY_MILLIS = 1_000;

    private final String url;
    private final Properties login = new Properties();
    private final FollowedCatalogue catalogue;
    private final Consumer<CatalogueVersion> catalogueReader;
    private final RegistryMirror mirror;
    private final RevokedCertificates revoked;
    private final CountDownLatch firstRead = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private int catalogueNumber;
    private List<PlannedMaintenance> planned = List.of();
    private volatile @Nullable String trouble = "not read yet";
    private @Nullable Thread thread;

    public RegistryFollower(
            String url,
            String user,
            String password,
            FollowedCatalogue catalogue,
            Consumer<CatalogueVersion> catalogueReader,
            RegistryMirror mirror,
            RevokedCertificates revoked) {
        this.url = url;
        this.catalogue = catalogue;
        this.catalogueReader = catalogueReader;
        this.mirror = mirror;
        this.revoked = revoked;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("ApplicationName", "cityops-gateway");
        login.setProperty("connectTimeout", "5");
        login.setProperty("loginTimeout", "10");
        login.setProperty("socketTimeout", "15");
        login.setProperty("tcpKeepAlive", "true");
    }

    public void start() {
        thread = Thread.ofPlatform().name("registry").daemon().start(this::follow);
    }

    /** Waits for the first complete read, however long the database is away. */
    public void awaitFirstRead() throws InterruptedException {
        firstRead.await();
    }

    /** Null while the mirror follows the database; else why it does not, without secrets. */
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        stopping.countDown();
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void follow() {
        while (!stopped(0)) {
            try (Connection connection = DriverManager.getConnection(url, login)) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("listen cityops_device");
                    statement.execute("listen " + CERTIFICATE_CHANNEL);
                    statement.execute("listen " + StoredCatalogue.CHANNEL);
                    statement.execute("listen " + PlannedMaintenance.CHANNEL);
                }
                readCatalogue(connection);
                revoked.replaceAll(readRevoked(connection));
                planned = PlannedMaintenance.readAll(connection);
                mirror.replaceAll(readAll(connection));
                log.info("registry read, {} devices", mirror.size());
                trouble = null;
                firstRead.countDown();
                listen(connection);
            } catch (SQLException e) {
                if (stopped(0)) {
                    return;
                }
                String now = "database out of reach (" + e.getSQLState() + ")";
                if (!now.equals(trouble)) {
                    log.warn("registry {}, serving {} devices from memory: {}", now, mirror.size(), e.getMessage());
                }
                trouble = now;
                if (stopped(RETRY_MILLIS)) {
                    return;
                }
            }
        }
    }

    private void listen(Connection connection) throws SQLException {
        PGConnection notifications = connection.unwrap(PGConnection.class);
        while (!stopped(0)) {
            PGNotification[] changes = notifications.getNotifications(WAIT_MILLIS);
            Set<String> changed = new HashSet<>();
            boolean certificates = false;
            boolean versions = false;
            boolean maintenance = false;
            if (changes != null) {
                for (PGNotification change : changes) {
                    if (change.getName().equals(CERTIFICATE_CHANNEL)) {
                        certificates = true;
                    } else if (change.getName().equals(StoredCatalogue.CHANNEL)) {
                        versions = true;
                    } else if (change.getName().equals(PlannedMaintenance.CHANNEL)) {
                        maintenance = true;
                    } else {
                        changed.add(change.getParameter());
                    }
                }
            }
            if (certificates) {
                revoked.replaceAll(readRevoked(connection));
            }
            if (maintenance) {
                planned = PlannedMaintenance.readAll(connection);
            }
            if ((versions && readCatalogue(connection)) || maintenance) {
                mirror.replaceAll(readAll(connection));
            }
            // With nothing changed this still asks, and so finds out when the database is gone.
            mirror.replace(changed, read(connection, changed));
        }
    }

    /** Takes over the newest version when it is another one than before; one that is not valid changes nothing. */
    private boolean readCatalogue(Connection connection) throws SQLException {
        if (StoredCatalogue.newestNumber(connection) <= catalogueNumber) {
            return false;
        }
        CatalogueVersion newest = StoredCatalogue.newest(connection);
        if (newest == null) {
            return false;
        }
        catalogueNumber = newest.number();
        try {
            catalogue.replace(newest.text().compile());
            log.info("catalogue {} is followed", newest.label());
            catalogueReader.accept(newest);
            return true;
        } catch (CatalogueException e) {
            log.error("catalogue {} is not valid, the one before stays: {}", newest.number(), e.getMessage());
            return false;
        }
    }

    private static List<String> readRevoked(Connection connection) throws SQLException {
        List<String> serials = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("select serial from store.revoked_certificate");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                serials.add(row.getString(1));
            }
        }
        return serials;
    }

    private List<KnownDevice> readAll(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS)) {
            return devices(select);
        }
    }

    private List<KnownDevice> read(Connection connection, Set<String> ids) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COLUMNS + " where id = any(?)")) {
            Array array = connection.createArrayOf("text", ids.toArray());
            select.setArray(1, array);
            return devices(select);
        }
    }

    private List<KnownDevice> devices(PreparedStatement select) throws SQLException {
        List<KnownDevice> devices = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                devices.add(device(row));
            }
        }
        return devices;
    }

    private KnownDevice device(ResultSet row) throws SQLException {
        String id = row.getString("id");
        String area = row.getString("area");
        String sector = row.getString("sector");
        String drill = row.getString("drill");
        Device device = new Device(
                id,
                row.getString("type"),
                sector,
                area,
                degrees(row, "lat"),
                degrees(row, "lon"),
                Math.round(row.getDouble("interval_seconds") * 1_000),
                row.getBoolean("enabled"),
                drill,
                PlannedMaintenance.of(planned, id, area, sector, drill));
        return new KnownDevice(
                device,
                catalogue.deviceType(device.type()),
                row.getBytes("token_salt"),
                row.getBytes("token_hash"),
                row.getString("concentrator"),
                row.getString("external_id"));
    }

    private static double degrees(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    private boolean stopped(long waitMillis) {
        try {
            return stopping.await(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }
}
