package io.cityops.localstack.registry;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Accounts and wall screens that are let in already. Every change is one transaction and leaves a line in the audit. */
public final class People implements AutoCloseable {
    /** Characters of a name at an OpenID provider; an e-mail address has no more. */
    public static final int LONGEST_OPENID = 254;

    private static final int INVITATION_BYTES = 20;
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final String actor;

    private People(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** @param actor who is named in the audit */
    public static People open(DatabaseAccess database, String actor) throws SQLException {
        Connection connection = database.connect(DatabaseRole.REGISTRAR);
        connection.setAutoCommit(false);
        return new People(connection, actor);
    }

    /** An account that is off is signed out everywhere; one that is switched on again is unlocked, too. */
    public boolean setEnabled(String name, boolean enabled) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update store.account set enabled = ?, failures = 0, locked_until = null where name = ?")) {
            update.setBoolean(1, enabled);
            update.setString(2, name);
            return done(update.executeUpdate() == 1, enabled ? "account.enable" : "account.disable", name);
        }
    }

    /** The password alone is enough again. False when there was no second factor, or no such account. */
    public boolean dropSecondFactor(String name) throws SQLException {
        try (PreparedStatement drop = connection.prepareStatement("select store.drop_second_factor(?, ?)")) {
            drop.setString(1, actor);
            drop.setString(2, name);
            try (ResultSet row = drop.executeQuery()) {
                return row.next() && row.getString(1).equals("done");
            }
        }
    }

    public boolean replacePassword(String name, String passwordHash) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update store.account set password_hash = ? where name = ?")) {
            update.setString(1, passwordHash);
            update.setString(2, name);
            return done(update.executeUpdate() == 1, "account.password", name);
        }
    }

    /** How it went to say whom of the OpenID provider an account lets in. */
    public enum OpenIdChange {
        DONE,
        NO_ACCOUNT,
        /** Another account lets them in already. */
        TAKEN
    }

    /** @param openId null: nobody any more */
    public OpenIdChange replaceOpenId(String name, @Nullable String openId) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update store.account set openid_name = ? where name = ?")) {
            update.setString(1, openId);
            update.setString(2, name);
            return done(update.executeUpdate() == 1, openId == null ? "account.openid-off" : "account.openid", name)
                    ? OpenIdChange.DONE
                    : OpenIdChange.NO_ACCOUNT;
        } catch (SQLException e) {
            connection.rollback();
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return OpenIdChange.TAKEN;
            }
            throw e;
        }
    }

    /** Null: there is no such account, or it is off. */
    public @Nullable String passwordHash(String name) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select password_hash from store.account where name = ? and enabled")) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** @return the code by which one screen becomes this kiosk, once; nothing keeps it but as a hash */
    public String invite(String kiosk, List<String> areas) throws SQLException {
        byte[] random = new byte[INVITATION_BYTES];
        new SecureRandom().nextBytes(random);
        String code = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (PreparedStatement forget = connection.prepareStatement(
                        "delete from store.kiosk_invitation where expires_at < clock_timestamp()");
                PreparedStatement insert = connection.prepareStatement(
                        "insert into store.kiosk_invitation (code_hash, kiosk, areas, invited_by) values (?, ?, ?, ?)")) {
            forget.executeUpdate();
            insert.setBytes(1, sha256(code));
            insert.setString(2, kiosk);
            insert.setArray(3, connection.createArrayOf("text", areas.toArray()));
            insert.setString(4, actor);
            insert.executeUpdate();
        }
        done(true, "kiosk.invite", kiosk);
        return code;
    }

    /** False when no screen shows the code. */
    public boolean approve(String kiosk, List<String> areas, String code) throws SQLException {
        try (PreparedStatement approve = connection.prepareStatement("select store.approve_pairing(?, ?, ?, ?)")) {
            approve.setString(1, actor);
            approve.setString(2, code.replace("-", "").strip().toUpperCase(Locale.ROOT));
            approve.setString(3, kiosk);
            approve.setArray(4, connection.createArrayOf("text", areas.toArray()));
            return isDone(approve);
        }
    }

    /** False when there is none of that name. */
    public boolean revokeKiosk(String kiosk) throws SQLException {
        try (PreparedStatement revoke = connection.prepareStatement("select store.revoke_kiosk(?, ?)")) {
            revoke.setString(1, actor);
            revoke.setString(2, kiosk);
            return isDone(revoke);
        }
    }

    /** A wall screen that is let in. */
    public record Kiosk(String name, List<String> areas, Instant createdAt, String createdBy) {}

    public List<Kiosk> kiosks() throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                        "select name, areas, created_at, created_by from store.kiosk order by name");
                ResultSet row = query.executeQuery()) {
            List<Kiosk> kiosks = new ArrayList<>();
            while (row.next()) {
                kiosks.add(new Kiosk(
                        row.getString(1),
                        List.of((String[]) row.getArray(2).getArray()),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4)));
            }
            return kiosks;
        }
    }

    private boolean isDone(PreparedStatement call) throws SQLException {
        try (ResultSet row = call.executeQuery()) {
            boolean done = row.next() && "done".equals(row.getString(1));
            connection.commit();
            return done;
        }
    }

    private boolean done(boolean changed, String action, String object) throws SQLException {
        if (changed) {
            try (PreparedStatement audit =
                    connection.prepareStatement("insert into store.audit (actor, action, object) values (?, ?, ?)")) {
                audit.setString(1, actor);
                audit.setString(2, action);
                audit.setString(3, object);
                audit.executeUpdate();
            }
        }
        connection.commit();
        return changed;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
