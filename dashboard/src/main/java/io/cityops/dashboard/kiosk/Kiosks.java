package io.cityops.dashboard.kiosk;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Wall screens in the registry. The database itself checks that who approves or revokes is an administrator. */
@Component
public final class Kiosks {
    private final JdbcClient database;

    Kiosks(JdbcClient database) {
        this.database = database;
    }

    /** @param areas whose figures it shows */
    public record Kiosk(String name, List<String> areas, Instant createdAt, String createdBy) {}

    /** A screen that shows its code now. */
    public record Waiting(String code, String address, Instant askedAt) {}

    public List<Kiosk> all() {
        return database.sql("select name, areas, created_at, created_by from store.kiosk order by name")
                .query((row, number) -> new Kiosk(
                        row.getString(1),
                        List.of((String[]) row.getArray(2).getArray()),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4)))
                .list();
    }

    public List<Waiting> waiting() {
        return database.sql("""
            select code, address, asked_at from store.pairing
            where kiosk is null and expires_at > clock_timestamp() order by asked_at desc\
            """)
                .query((row, number) -> new Waiting(
                        row.getString(1), row.getString(2), row.getTimestamp(3).toInstant()))
                .list();
    }

    /** @return {@code done}, {@code not-allowed} or {@code unknown-code} */
    public String approve(String administrator, String code, String name, String area) {
        return database.sql("select store.approve_pairing(?, ?, ?, array[?]::text[])")
                .params(administrator, code.replace("-", "").strip().toUpperCase(Locale.ROOT), name, area)
                .query(String.class)
                .single();
    }

    /** @return {@code done}, {@code not-allowed} or {@code unknown} */
    public String revoke(String administrator, String name) {
        return database.sql("select store.revoke_kiosk(?, ?)")
                .params(administrator, name)
                .query(String.class)
                .single();
    }

    /** @return until when the code may be approved; empty when too many wait already */
    Optional<Instant> ask(String code, String secret, String address) {
        return database.sql("select store.ask_pairing(?, ?, ?)")
                .params(code, KioskSecret.hash(secret), address)
                .query((row, number) -> Optional.ofNullable(row.getTimestamp(1)).map(Timestamp::toInstant))
                .single();
    }

    /** Whether the invitation was good; it is worth nothing afterwards. */
    boolean accept(String invitation, String secret, String address) {
        return database.sql("select store.accept_invitation(?, ?, ?)")
                .params(KioskSecret.hash(invitation), KioskSecret.hash(secret), address)
                .query((row, number) -> row.getString(1) != null)
                .single();
    }
}
