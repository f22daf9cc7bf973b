package io.cityops.localstack.registry;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.registry.DeviceToken;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The devices and accounts of the city. Every change is one transaction and leaves a line in the audit. */
public final class Registry implements AutoCloseable {
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
                insert into store.device as d (id, type, sector, area, lat, lon, expected_interval, token_salt, token_hash)
                values (?, ?, ?, ?, ?, ?, ? * interval '1 millisecond', ?, ?)
                on conflict (id) do update set type = excluded.type, sector = excluded.sector, area = excluded.area,
                    lat = excluded.lat, lon = excluded.lon, expected_interval = excluded.expected_interval,
                    token_salt = excluded.token_salt, token_hash = excluded.token_hash, enabled = true
                """;
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
                insert.addBatch();
            }
            insert.executeBatch();
        }
        String object = devices.size() == 1 ? devices.getFirst().device().id() : devices.size() + " devices";
        audit(action, object);
        connection.commit();
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

    /** A device that is off is neither let in nor expected to report. */
    public void setEnabled(Collection<String> ids, boolean enabled) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update store.device set enabled = ? where id = any (?) and enabled <> ?")) {
            update.setBoolean(1, enabled);
            update.setArray(2, connection.createArrayOf("text", ids.toArray()));
            update.setBoolean(3, enabled);
            if (update.executeUpdate() > 0) {
                audit(enabled ? "device.enable" : "device.disable", ids.size() + " devices");
            }
            connection.commit();
        }
    }

    /** False when there is such an account already. */
    public boolean addAccount(String name, String passwordHash, String role, String area) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into store.account (name, password_hash, role, area) values (?, ?, ?, ?)"
                        + " on conflict (name) do nothing")) {
            insert.setString(1, name);
            insert.setString(2, passwordHash);
            insert.setString(3, role);
            insert.setString(4, area);
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
