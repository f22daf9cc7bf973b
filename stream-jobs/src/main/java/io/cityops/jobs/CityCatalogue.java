package io.cityops.jobs;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.version.CatalogueVersion;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which catalogue an operator works by. Operators travel serialised and read it where they arrive: each one once in a process,
 * so that all operators of a process share it however files change meanwhile.
 *
 * @param directory of the installed one; null for the built-in reference city
 * @param version null: the installed one
 */
public record CityCatalogue(
        @Nullable String directory, @Nullable CatalogueVersion version) implements Serializable {
    private static final long serialVersionUID = 1;
    private static final Map<Optional<String>, Read> READ = new ConcurrentHashMap<>();
    /** By checksum. Those that were in force once are few. */
    private static final Map<String, Read> COMPILED = new ConcurrentHashMap<>();

    public static final CityCatalogue BUILT_IN = new CityCatalogue(null);

    public CityCatalogue(@Nullable String directory) {
        this(directory, null);
    }

    /** @throws io.cityops.model.catalogue.CatalogueException when it is not valid */
    public static CityCatalogue of(CatalogueVersion version) {
        CityCatalogue city = new CityCatalogue(null, version);
        city.get();
        return city;
    }

    private record Read(Catalogue catalogue, Set<String> parents) {}

    private Read read() {
        return version == null
                ? READ.computeIfAbsent(
                        Optional.ofNullable(directory),
                        folder -> read(CatalogueText.read(folder.map(Path::of).orElse(null))))
                : COMPILED.computeIfAbsent(version.checksum(), checksum -> read(version.text()));
    }

    private static Read read(CatalogueText text) {
        Catalogue catalogue = text.compileWithShadows();
        Set<String> parents = new HashSet<>();
        for (Area area : catalogue.areas()) {
            if (area.parent() != null) {
                parents.add(area.parent());
            }
        }
        return new Read(catalogue, parents);
    }

    /** 0 for the installed one, which has none. */
    public int number() {
        return version == null ? 0 : version.number();
    }

    /** As passports name it: number and short hash; without a number the hash alone. */
    public String label() {
        return version == null ? get().version() : version.label();
    }

    public Catalogue get() {
        return read().catalogue();
    }

    /** The areas around this one, from its parent to the root; empty for the root and for an area nobody knows. */
    public List<String> ancestors(String area) {
        List<String> ancestors = new ArrayList<>();
        Area node = get().area(area);
        while (node != null && node.parent() != null && !ancestors.contains(node.parent())) {
            ancestors.add(node.parent());
            node = get().area(node.parent());
        }
        return ancestors;
    }

    /** Whether the area has others inside. */
    public boolean isParent(String area) {
        return read().parents().contains(area);
    }
}
