package io.cityops.model.catalogue;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that the city watches, valid as a whole and immutable, but for the one that follows the city's changes. Sectors,
 * indicators and rules are data, never code.
 */
public sealed class Catalogue permits FollowedCatalogue {
    private final Map<String, Area> areas;
    private final Set<String> containers;
    private final Map<String, Sector> sectors;
    private final Map<String, Measure> measures;
    private final Map<String, DeviceType> deviceTypes;
    private final Map<String, Indicator> indicators;
    private final Map<String, Rule> rules;
    private final CatalogueText text;
    private final String version;
    private final String checksum;
    private final List<FormatMapping> formats;

    Catalogue(
            List<Area> areas,
            List<Sector> sectors,
            List<Measure> measures,
            List<DeviceType> deviceTypes,
            List<Indicator> indicators,
            List<Rule> rules,
            List<FormatMapping> formats,
            CatalogueText text) {
        this.areas = byId(areas, Area::code);
        this.containers =
                areas.stream().map(Area::parent).filter(Objects::nonNull).collect(Collectors.toUnmodifiableSet());
        this.sectors = byId(sectors, Sector::id);
        this.measures = byId(measures, Measure::id);
        this.deviceTypes = byId(deviceTypes, DeviceType::id);
        this.indicators = byId(indicators, Indicator::id);
        this.rules = byId(rules, Rule::id);
        this.text = text;
        this.version = text.version();
        this.checksum = text.checksum();
        this.formats = List.copyOf(formats);
    }

    /**
     * Reads the catalogue of a folder, or the built-in reference city.
     *
     * @throws CatalogueException with every problem found, when anything is wrong
     */
    public static Catalogue load(@Nullable Path directory) {
        return CatalogueText.read(directory).compile();
    }

    /** Tells one catalogue from another: a short hash of its files. */
    public String version() {
        return version;
    }

    /** What it was read from. */
    public CatalogueText text() {
        return text;
    }

    /** Tells one text from another; see {@link CatalogueText#checksum()}. */
    public String checksum() {
        return checksum;
    }

    /** All areas, the city first, in the order of the file. */
    public Collection<Area> areas() {
        return areas.values();
    }

    public @Nullable Area area(String code) {
        return areas.get(code);
    }

    /** Whether no other area lies in this one. */
    public boolean isInnermost(String code) {
        return areas.containsKey(code) && !containers.contains(code);
    }

    public Collection<Sector> sectors() {
        return sectors.values();
    }

    public @Nullable Sector sector(String id) {
        return sectors.get(id);
    }

    public Collection<Measure> measures() {
        return measures.values();
    }

    public @Nullable Measure measure(String id) {
        return measures.get(id);
    }

    public Collection<DeviceType> deviceTypes() {
        return deviceTypes.values();
    }

    public @Nullable DeviceType deviceType(String id) {
        return deviceTypes.get(id);
    }

    public Collection<Indicator> indicators() {
        return indicators.values();
    }

    public @Nullable Indicator indicator(String id) {
        return indicators.get(id);
    }

    public Collection<Rule> rules() {
        return rules.values();
    }

    public @Nullable Rule rule(String id) {
        return rules.get(id);
    }

    /** What foreign payloads mean, in the order in which they are tried: by file name. */
    public List<FormatMapping> formats() {
        return formats;
    }

    private static <T> Map<String, T> byId(List<T> list, Function<T, String> id) {
        Map<String, T> map = new LinkedHashMap<>();
        list.forEach(item -> map.put(id.apply(item), item));
        return Collections.unmodifiableMap(map);
    }
}
