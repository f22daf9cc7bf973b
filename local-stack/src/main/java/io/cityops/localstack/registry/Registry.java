package io.cityops.localstack.registry;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.registry.DeviceRow;
import io.cityops.model.registry.DeviceToken;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The devices and accounts of the city. Every change is one transaction and leaves a line in the audit. */
public final class Registry implements AutoCloseable {
    private static final String FOREIGN_KEY_VIOLATION = "23503";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final String actor;
    private final SecureRandom random = new SecureRandom();

    private Registry(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** @param actor who is named in the audit */
    public static Registry open(DatabaseAccess database, String actor) throws SQLException {
        Connection connection = database.connect(DatabaseRole.REGISTRAR);
        connection.setAutoCommit(false);
        return new Registry(connection, actor);
    }

    /** Ids that are registered, of those given. */
    public Set<String> registered(Collection<String> ids) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select id from store.device where id = any (?)")) {
            query.setArray(1, connection.createArrayOf("text", ids.toArray()));
            Set<String> found = new HashSet<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }

    /** A device with the token it is to have. */
    public record NewDevice(DeviceRow.Valid device, String token) {}

    /** Writes each, or changes the one of that id. Unchanged ones are left alone, so that nobody is told of them. */
    public void put(List<NewDevice> devices, String action) throws SQLException {
        String sql = """
                insert into store.device as d (id, type, sector, area, lat, lon, expected_interval, token_salt, token_hash,
                                               concentrator, external_id)
                values (?, ?, ?, ?, ?, ?, ? * interval '1 millisecond', ?, ?, ?, ?)
                on conflict (id) do update set type = excluded.type, sector = excluded.sector, area = excluded.area,
                    lat = excluded.lat, lon = excluded.lon, expected_interval = excluded.expected_interval,
                    token_salt = excluded.token_salt, token_hash = excluded.token_hash,
                    concentrator = excluded.concentrator, external_id = excluded.external_id, enabled = true
                """;
        try {
            write(devices, sql);
            String object = devices.size() == 1 ? devices.getFirst().device().id() : devices.size() + " devices";
            audit(action, object);
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            refuseKnownMistake(e);
            throw e;
        }
    }

    private void write(List<NewDevice> devices, String sql) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (NewDevice each : devices) {
                byte[] salt = DeviceToken.newSalt(random);
                DeviceRow.Valid device = each.device();
                insert.setString(1, device.id());
                insert.setString(2, device.type());
                insert.setString(3, device.sector());
                insert.setString(4, device.area());
                insert.setObject(5, device.lat(), java.sql.Types.DOUBLE);
                insert.setObject(6, device.lon(), java.sql.Types.DOUBLE);
                insert.setLong(7, device.expectedInterval().toMillis());
                insert.setBytes(8, salt);
                insert.setBytes(9, DeviceToken.hash(salt, each.token()));
                insert.setString(10, device.concentrator());
                insert.setString(11, device.externalId());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** What only the database could find wrong, in words that the operator can act on. */
    private static void refuseKnownMistake(SQLException e) {
        if (FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
            throw new StackFailure("a concentrator is not registered", "Register it first, or in the same table", e);
        }
        if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
            throw new StackFailure(
                    "an external id is taken", "Each device behind a concentrator has one of its own there", e);
        }
    }

    public String newToken() {
        return DeviceToken.generate(random);
    }

    /** The old token is worth nothing from then on. False when there is no such device. */
    public boolean replaceToken(String id, String token) throws SQLException {
        byte[] salt = DeviceToken.newSalt(random);
        try (PreparedStatement update =
                connection.prepareStatement("update store.device set token_salt = ?, token_hash = ? where id = ?")) {
            update.setBytes(1, salt);
            update.setBytes(2, DeviceToken.hash(salt, token));
            update.setString(3, id);
            boolean changed = update.executeUpdate() == 1;
            audit("device.token", id);
            connection.commit();
            return changed;
        }
    }

    /** Removes the device, its still and the worth of its certificates; what it measured stays. False: no such device. */
    public boolean delete(String id) throws SQLException {
        revokeAll(certificatesOf(id));
        update("delete from store.snapshot where device_id = ?", id);
        boolean deleted = update("delete from store.device where id = ?", id) == 1;
        if (deleted) {
            audit("device.delete", id);
        }
        connection.commit();
        return deleted;
    }

    /** Removes devices that never had a certificate nor a still, all at once; what they measured stays. */
    public int deletePlain(Collection<String> ids, String action) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from store.device where id = any (?)")) {
            delete.setArray(1, connection.createArrayOf("text", ids.toArray()));
            int deleted = delete.executeUpdate();
            if (deleted > 0) {
                audit(action, deleted + " devices");
            }
            connection.commit();
            return deleted;
        }
    }

    /** Remembers a certificate that is about to be handed out, so that it can be revoked. */
    public void addCertificate(String serial, String deviceId, Instant expiresAt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into store.certificate (serial, device_id, expires_at) values (?, ?, ?)")) {
            insert.setString(1, serial);
            insert.setString(2, deviceId);
            insert.setTimestamp(3, Timestamp.from(expiresAt));
            insert.executeUpdate();
        }
        audit("certificate.issue", deviceId + " " + serial);
        connection.commit();
    }

    /** Serials that were issued here for the device and were not revoked. */
    public List<String> certificatesOf(String deviceId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("""
                select serial from store.certificate where device_id = ?
                and serial not in (select serial from store.revoked_certificate) order by issued_at, serial""")) {
            query.setString(1, deviceId);
            List<String> serials = new ArrayList<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    serials.add(rows.getString(1));
                }
            }
            return serials;
        }
    }

    /** Whose certificate it is; null when it was not issued here. */
    public @Nullable String deviceOfCertificate(String serial) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("select device_id from store.certificate where serial = ?")) {
            query.setString(1, serial);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** From then on they are worth nothing, and who is signed in with one is cut off. */
    public void revoke(List<String> serials) throws SQLException {
        revokeAll(serials);
        connection.commit();
    }

    private void revokeAll(List<String> serials) throws SQLException {
        for (String serial : serials) {
            if (update("insert into store.revoked_certificate (serial) values (?) on conflict do nothing", serial)
                    == 1) {
                audit("certificate.revoke", serial);
            }
        }
    }

    private int update(String sql, String value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, value);
            return update.executeUpdate();
        }
    }

    /** A device that is off is neither let in nor expected to report. */
    public void setEnabled(Collection<String> ids, boolean enabled) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update store.device set enabled = ? where id = any (?) and enabled <> ?")) {
            update.setBoolean(1, enabled);
            update.setArray(2, connection.createArrayOf("text", ids.toArray()));
            update.setBoolean(3, enabled);
            if (update.executeUpdate() > 0) {
                String object = ids.size() == 1 ? ids.iterator().next() : ids.size() + " devices";
                audit(enabled ? "device.enable" : "device.disable", object);
            }
            connection.commit();
        }
    }

    /** False when there is such an account already. */
    public boolean addAccount(String name, String passwordHash, String role, List<String> areas, List<String> sectors)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into store.account (name, password_hash, role, areas, sectors) values (?, ?, ?, ?, ?)"
                        + " on conflict (name) do nothing")) {
            insert.setString(1, name);
            insert.setString(2, passwordHash);
            insert.setString(3, role);
            insert.setArray(4, connection.createArrayOf("text", areas.toArray()));
            insert.setArray(5, connection.createArrayOf("text", sectors.toArray()));
            boolean added = insert.executeUpdate() == 1;
            if (added) {
                audit("account.add", name);
            }
            connection.commit();
            return added;
        }
    }

    public boolean hasAccount(String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select from store.account where name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void audit(String action, String object) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("insert into store.audit (actor, action, object) values (?, ?, ?)")) {
            insert.setString(1, actor);
            insert.setString(2, action);
            insert.setString(3, object);
            insert.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
