package io.cityops.dashboard.access;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What of the city somebody may see: areas, with all that lies within them, and sectors.
 *
 * @param home the area that they are shown first
 * @param areas codes of all areas within the scope; the city's own code stands for everywhere
 * @param sectors ids; empty: all
 */
public record Scope(String home, Set<String> areas, Set<String> sectors) {
    public static final Scope EVERYTHING = new Scope(Area.CITY, Set.of(Area.CITY), Set.of());

    public Scope {
        areas = Set.copyOf(areas);
        sectors = Set.copyOf(sectors);
    }

    /** @param given at least one area, the first of them home; codes the catalogue does not know let nobody see anything */
    public static Scope of(List<String> given, Collection<String> sectors, Catalogue catalogue) {
        if (given.contains(Area.CITY)) {
            return new Scope(Area.CITY, Set.of(Area.CITY), Set.copyOf(sectors));
        }
        Set<String> areas = new LinkedHashSet<>(given);
        boolean grown = true;
        while (grown) {
            grown = areas.addAll(catalogue.areas().stream()
                    .filter(area -> areas.contains(Objects.requireNonNullElse(area.parent(), "")))
                    .map(Area::code)
                    .toList());
        }
        return new Scope(given.getFirst(), areas, Set.copyOf(sectors));
    }

    public boolean everywhere() {
        return areas.contains(Area.CITY);
    }

    public boolean everySector() {
        return sectors.isEmpty();
    }

    public boolean isEverything() {
        return everywhere() && everySector();
    }

    public boolean hasArea(String code) {
        return everywhere() || areas.contains(code);
    }

    public boolean hasSector(String id) {
        return everySector() || sectors.contains(id);
    }

    /** A rule without a sector is about devices of all. */
    public boolean hasSectorOf(Rule rule) {
        return rule.sector().isEmpty() || hasSector(rule.sector());
    }

    public boolean has(String area, String sector) {
        return hasArea(area) && hasSector(sector);
    }
}
