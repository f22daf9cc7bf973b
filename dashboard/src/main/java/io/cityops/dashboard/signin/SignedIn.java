package io.cityops.dashboard.signin;

import io.cityops.dashboard.access.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.User;

/** Somebody who is let in, with the stamp of the rights that they had then. */
class SignedIn extends User {
    private static final long serialVersionUID = 1;

    private final String stamp;

    SignedIn(String name, String passwordHash, Role role, boolean enabled, boolean locked, String stamp) {
        super(name, passwordHash, enabled, true, true, !locked, List.of(new SimpleGrantedAuthority(role.authority())));
        this.stamp = stamp;
    }

    SignedIn(SignedIn same) {
        super(same.getUsername(), "", same.isEnabled(), true, true, same.isAccountNonLocked(), same.getAuthorities());
        this.stamp = same.stamp;
    }

    final String stamp() {
        return stamp;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SignedIn signedIn && super.equals(other) && stamp.equals(signedIn.stamp);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }
}
