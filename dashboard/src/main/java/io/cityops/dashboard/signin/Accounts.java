package io.cityops.dashboard.signin;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;
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
        return database.sql("select name, password_hash, role, enabled from store.account where name = ?")
                .param(name)
                .query((row, number) -> User.withUsername(row.getString("name"))
                        .password(row.getString("password_hash"))
                        .authorities(List.of(new SimpleGrantedAuthority(Role.authority(row.getString("role")))))
                        .disabled(!row.getBoolean("enabled"))
                        .build())
                .optional()
                .orElseThrow(() -> UsernameNotFoundException.fromUsername(name));
    }
}
