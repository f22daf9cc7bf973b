package io.cityops.model.catalogue;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The city's newest catalogue, for processes that ask it anew each time: screens, commands, the registry's reader. It is
 * replaced as a whole between two questions; who asks several and wants the answers to agree keeps {@link #now()}. Safe across
 * threads.
 */
public final class FollowedCatalogue extends Catalogue {
    private volatile Catalogue now;

    public FollowedCatalogue(Catalogue first) {
        super(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), first.text());
        this.now = first;
    }

    public Catalogue now() {
        return now;
    }

    public void replace(Catalogue by) {
        now = by;
    }

    @Override
    public String version() {
        return now.version();
    }

    @Override
    public CatalogueText text() {
        return now.text();
    }

    @Override
    public String checksum() {
        return now.checksum();
    }

    @Override
    public Collection<Area> areas() {
        return now.areas();
    }

    @Override
    public @Nullable Area area(String code) {
        return now.area(code);
    }

    @Override
    public boolean isInnermost(String code) {
        return now.isInnermost(code);
    }

    @Override
    public Collection<Sector> sectors() {
        return now.sectors();
    }

    @Override
    public @Nullable Sector sector(String id) {
        return now.sector(id);
    }

    @Override
    public Collection<Measure> measures() {
        return now.measures();
    }

    @Override
    public @Nullable Measure measure(String id) {
        return now.measure(id);
    }

    @Override
    public Collection<DeviceType> deviceTypes() {
        return now.deviceTypes();
    }

    @Override
    public @Nullable DeviceType deviceType(String id) {
        return now.deviceType(id);
    }

    @Override
    public Collection<Indicator> indicators() {
        return now.indicators();
    }

    @Override
    public @Nullable Indicator indicator(String id) {
        return now.indicator(id);
    }

    @Override
    public Collection<Rule> rules() {
        return now.rules();
    }

    @Override
    public @Nullable Rule rule(String id) {
        return now.rule(id);
    }

    @Override
    public List<FormatMapping> formats() {
        return now.formats();
    }
}
