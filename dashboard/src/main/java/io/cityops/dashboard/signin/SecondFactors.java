package io.cityops.dashboard.signin;

import io.cityops.dashboard.DashboardSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The codes that accounts ask for beside their password, where their owners want that. Secrets are kept encrypted; codes
 * are good once, over all dashboards, which the database sees to.
 */
@Component
final class SecondFactors {
    static final int RECOVERY_CODES = 10;

    private static final int RECOVERY_BYTES = 10;
    private static final Pattern CODE = Pattern.compile("\\d{6}");

    /** What was said of a code. */
    enum Verdict {
        NOT_WANTED,
        MISSING,
        GOOD,
        BAD
    }

    /**
     * @param state {@code none}, {@code begun} or {@code confirmed}
     * @param recoveryLeft how many recovery codes are left
     */
    record Status(String state, int recoveryLeft) {}

    private record Kept(byte[] secret, boolean confirmed, int recoveryLeft) {}

    private final JdbcClient database;
    private final SecretBox box;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SecondFactors(JdbcClient database, DashboardSettings settings, Clock clock) {
        this.database = database;
        this.clock = clock;
        box = new SecretBox(KeyFile.bytes(settings.dataFolder(), KeyFile.SECOND_FACTOR));
    }

    Status status(String account) {
        return kept(account)
                .map(kept -> new Status(kept.confirmed() ? "confirmed" : "begun", kept.recoveryLeft()))
                .orElse(new Status("none", 0));
    }

    /** A new secret, not asked for until it is confirmed; empty when one is confirmed already. */
    Optional<byte[]> begin(String account) {
        byte[] secret = new byte[OneTimeCode.SECRET_BYTES];
        random.nextBytes(secret);
        boolean kept = database.sql("select store.begin_second_factor(?, ?)")
                .params(account, box.close(secret, account))
                .query(Boolean.class)
                .single();
        return kept ? Optional.of(secret) : Optional.empty();
    }

    /** @return the account's recovery codes, never to be had again; none: the code is wrong */
    List<String> confirm(String account, String code) {
        Optional<Kept> begun = kept(account).filter(kept -> !kept.confirmed());
        OptionalLong step = begun.isEmpty()
                ? OptionalLong.empty()
                : OneTimeCode.stepOf(box.open(begun.get().secret(), account), plain(code), clock.instant());
        if (step.isEmpty()) {
            return List.of();
        }
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < RECOVERY_CODES; i++) {
            codes.add(recoveryCode());
        }
        byte[][] hashes = codes.stream().map(SecondFactors::hash).toArray(byte[][]::new);
        boolean done = database.sql("select store.confirm_second_factor(?, ?, ?)")
                .params(account, step.getAsLong(), hashes)
                .query(Boolean.class)
                .single();
        return done ? codes : List.of();
    }

    /** From now on the account asks for a code; whoever signed in without one is put out. */
    boolean activate(String account) {
        return database.sql("select store.activate_second_factor(?)")
                .param(account)
                .query(Boolean.class)
                .single();
    }

    /** Whether the account wants a code, and what this one is worth; a good one is worth nothing afterwards. */
    Verdict check(String account, String given) {
        Optional<Kept> kept = kept(account).filter(Kept::confirmed);
        if (kept.isEmpty()) {
            return Verdict.NOT_WANTED;
        }
        String code = plain(given);
        if (code.isEmpty()) {
            return Verdict.MISSING;
        }
        return (CODE.matcher(code).matches() ? isGood(account, kept.get(), code) : isRecovery(account, code))
                ? Verdict.GOOD
                : Verdict.BAD;
    }

    private boolean isGood(String account, Kept kept, String code) {
        OptionalLong step = OneTimeCode.stepOf(box.open(kept.secret(), account), code, clock.instant());
        return step.isPresent()
                && database.sql("select store.use_second_factor(?, ?)")
                        .params(account, step.getAsLong())
                        .query(Boolean.class)
                        .single();
    }

    private boolean isRecovery(String account, String code) {
        return database.sql("select store.use_recovery_code(?, ?)")
                .params(account, hash(code))
                .query(Boolean.class)
                .single();
    }

    /** The password alone is enough again. @return {@code done}, {@code not-allowed} or {@code unknown} */
    String drop(String actor, String account) {
        return database.sql("select store.drop_second_factor(?, ?)")
                .params(actor, account)
                .query(String.class)
                .single();
    }

    private Optional<Kept> kept(String account) {
        return database.sql(
                        "select secret, confirmed, cardinality(recovery) from store.second_factor where account = ?")
                .param(account)
                .query((row, number) -> new Kept(row.getBytes(1), row.getBoolean(2), row.getInt(3)))
                .optional();
    }

    /** 80 random bits in four groups. */
    private String recoveryCode() {
        byte[] bytes = new byte[RECOVERY_BYTES];
        random.nextBytes(bytes);
        return OneTimeCode.base32(bytes).toLowerCase(Locale.ROOT).replaceAll("(.{4})(?!$)", "$1-");
    }

    private static String plain(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    private static byte[] hash(String recoveryCode) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(plain(recoveryCode).getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
