package io.cityops.localstack.city;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.NearName;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** An account as somebody asked for it. */
public record NewAccount(String name, String role, String area) {
    private static final List<String> ROLES = List.of("administrator", "operator", "leader", "engineer");

    /** What is wrong with it, and what is allowed. */
    public Optional<String> problem(Catalogue catalogue) {
        if (!name.matches("[a-z][a-z0-9._-]{1,63}")) {
            return Optional.of("name '" + name
                    + "': allowed are 2 to 64 lower-case letters, digits and . _ -, the first a letter");
        }
        if (!ROLES.contains(role)) {
            return Optional.of(
                    "role '" + role + "': allowed are " + String.join(", ", ROLES) + NearName.hint(role, ROLES));
        }
        if (catalogue.area(area) == null) {
            List<String> codes = catalogue.areas().stream().map(Area::code).toList();
            return Optional.of("area '" + area + "' is not in the catalogue" + NearName.hint(area, codes));
        }
        return Optional.empty();
    }

    /** @return its generated password, which nothing keeps */
    public String addTo(RunningCity city) throws IOException, SQLException {
        try (Registry registry = city.registry()) {
            String password = Passwords.generate();
            if (!registry.addAccount(name, Passwords.bcrypt(password), role, area)) {
                throw new StackFailure("there is an account '" + name + "' already", "Choose another name");
            }
            return password;
        }
    }
}
