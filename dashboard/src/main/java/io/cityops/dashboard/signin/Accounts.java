package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.PeopleQuery;
import io.cityops.dashboard.access.Role;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** The people of the registry. Accounts are made on the command line; there is none by default. */
@Component
final class Accounts implements UserDetailsService {
    private final JdbcClient database;

    Accounts(JdbcClient database) {
        this.database = database;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return load(name, "password_hash");
    }

    /** With what a browser's remember-me token is signed with in the password's place. */
    UserDetails remembered(String name) {
        return load(name, "password_hash || '|' || sign_in_generation");
    }

    private SignedIn load(String name, String secret) {
        return database.sql("select name, " + secret
                        + " as secret, role, enabled, locked_until > clock_timestamp() as locked, " + PeopleQuery.STAMP
                        + " as stamp from store.account where name = ?")
                .param(name)
                .query((row, number) -> new SignedIn(
                        row.getString("name"),
                        row.getString("secret"),
                        Role.of(row.getString("role")),
                        row.getBoolean("enabled"),
                        row.getBoolean("locked"),
                        row.getString("stamp")))
                .optional()
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
    }

    /**
     * Whom the provider vouched for; null: no account here is theirs, or it is off. A locked account does not matter:
     * it is its password that somebody guesses at.
     *
     * @param subject the provider's issuer and its own name for them, which never changes
     */
    @Nullable
    SignedIn byOpenId(String openIdName, String subject, String address) {
        String name = database.sql("select store.sign_in_by_openid(?, ?, ?)")
                .params(openIdName, subject, address)
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
        return name == null ? null : load(name, "''");
    }

    /** @return whether the account is locked now */
    boolean refused(String name, String address) {
        return database.sql("select store.sign_in_refused(?, ?)")
                .params(name, address)
                .query(Boolean.class)
                .single();
    }

    void accepted(String name, String address) {
        database.sql("select store.sign_in_accepted(?, ?)")
                .params(name, address)
                .query((row, number) -> row.getString(1))
                .list();
    }
}
