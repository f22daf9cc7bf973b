package io.cityops.localstack.city;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.catalogue.Sector;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * An account as somebody asked for it.
 *
 * @param areas whose figures and alarms it is for, the first of them its home
 * @param sectors empty: all
 */
public record NewAccount(String name, String role, List<String> areas, List<String> sectors) {
    private static final List<String> ROLES = List.of("administrator", "operator", "leader", "engineer", "kiosk");

    public NewAccount {
        areas = List.copyOf(areas);
        sectors = List.copyOf(sectors);
    }

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
        return unknownArea(areas, catalogue).or(() -> unknownSector(catalogue)).or(this::administratorOfAWard);
    }

    /** Which of these the catalogue does not have. */
    static Optional<String> unknownArea(List<String> areas, Catalogue catalogue) {
        List<String> codes = catalogue.areas().stream().map(Area::code).toList();
        return areas.stream()
                .filter(area -> !codes.contains(area))
                .map(area -> "area '" + area + "' is not in the catalogue" + NearName.hint(area, codes))
                .findFirst();
    }

    private Optional<String> unknownSector(Catalogue catalogue) {
        List<String> ids = catalogue.sectors().stream().map(Sector::id).toList();
        return sectors.stream()
                .filter(sector -> !ids.contains(sector))
                .map(sector ->
                        "sector '" + sector + "': allowed are " + String.join(", ", ids) + NearName.hint(sector, ids))
                .findFirst();
    }

    /** Who lets others in anywhere must be allowed everywhere. */
    private Optional<String> administratorOfAWard() {
        return role.equals("administrator") && !(areas.contains(Area.CITY) && sectors.isEmpty())
                ? Optional.of("an administrator is for the whole city and all sectors")
                : Optional.empty();
    }

    /** @return its generated password, which nothing keeps */
    public String addTo(RunningCity city) throws IOException, SQLException {
        try (Registry registry = city.registry()) {
            String password = Passwords.generate();
            if (!registry.addAccount(name, Passwords.bcrypt(password), role, areas, sectors)) {
                throw new StackFailure("there is an account '" + name + "' already", "Choose another name");
            }
            return password;
        }
    }
}
