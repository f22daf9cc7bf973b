package io.cityops.simulators.city;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The wards and who lies beside whom; by the distance of their middles, since the catalogue knows no outlines. */
final class Wards {
    private static final int MOST_NEIGHBOURS = 4;
    /** Where the catalogue has no population, or one that cannot be: people a square kilometre by urbanity. */
    private static final double PEOPLE_PER_KM2 = 14_000;

    private final List<Ward> all = new ArrayList<>();
    private final Map<String, Ward> byCode = new HashMap<>();
    private final Map<String, List<Ward>> neighbours = new HashMap<>();

    Wards(Catalogue catalogue) {
        for (Area area : catalogue.areas()) {
            if (!area.code().equals(Area.CITY)) {
                Ward ward = ward(area, all.size());
                all.add(ward);
                byCode.put(ward.code(), ward);
            }
        }
        for (Ward ward : all) {
            neighbours.put(ward.code(), nearest(ward));
        }
    }

    List<Ward> all() {
        return all;
    }

    /** @throws IllegalArgumentException for a code that the catalogue does not have */
    Ward get(String code) {
        Ward ward = byCode.get(code);
        if (ward == null) {
            throw new IllegalArgumentException("the city has no ward " + code);
        }
        return ward;
    }

    boolean has(String code) {
        return byCode.containsKey(code);
    }

    /** The nearest wards that probably touch, at most four. */
    List<Ward> neighbours(Ward ward) {
        return neighbours.getOrDefault(ward.code(), List.of());
    }

    private static Ward ward(Area area, int index) {
        Place middle = DevicePlan.placeOf(area);
        double urban = Urbanity.at(middle);
        double estimate = Math.min(250_000, area.areaKm2() * (200 + PEOPLE_PER_KM2 * urban * urban));
        int people = area.population() < 0.2 * estimate ? (int) estimate : area.population();
        double radiusKm = StrictMath.sqrt(Math.max(0.3, area.areaKm2()) / StrictMath.PI);
        return new Ward(index, middle, radiusKm, urban, people, Dice.keyOf(area.code()));
    }

    private List<Ward> nearest(Ward ward) {
        return all.stream()
                .filter(other -> other.index() != ward.index()
                        && apartKm(ward, other) < 1.6 * (ward.radiusKm() + other.radiusKm()))
                .sorted(Comparator.comparingDouble((Ward other) -> apartKm(ward, other))
                        .thenComparing(Ward::code))
                .limit(MOST_NEIGHBOURS)
                .toList();
    }

    private static double apartKm(Ward ward, Ward other) {
        return ward.middle().kmTo(other.middle().lat(), other.middle().lon());
    }
}
