package io.cityops.localstack.city;

import io.cityops.model.catalogue.Catalogue;
import java.util.List;
import java.util.Optional;

/** A wall screen as somebody asked for it. */
public record NewKiosk(String name, List<String> areas) {
    public NewKiosk {
        areas = List.copyOf(areas);
    }

    /** What is wrong with it, and what is allowed. */
    public Optional<String> problem(Catalogue catalogue) {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,39}")) {
            return Optional.of("name '" + name
                    + "': allowed are 1 to 40 lower-case letters, digits and . _ -, the first a letter or digit");
        }
        return NewAccount.unknownArea(areas, catalogue);
    }
}
