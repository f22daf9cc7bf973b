package io.cityops.jobs;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
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
 * Where the catalogue is, for operators, which travel serialised and read it where they arrive: once in a process,
 * so that all operators of a process see the same one however the files change meanwhile.
 *
 * @param directory null for the built-in reference city
 */
public record CityCatalogue(@Nullable String directory) implements Serializable {
    private static final Map<Optional<String>, Read> READ = new ConcurrentHashMap<>();

    public static final CityCatalogue BUILT_IN = new CityCatalogue(null);

    private record Read(Catalogue catalogue, Set<String> parents) {}

    private Read read() {
        return READ.computeIfAbsent(Optional.ofNullable(directory), folder -> {
            Catalogue catalogue = Catalogue.load(folder.map(Path::of).orElse(null));
            Set<String> parents = new HashSet<>();
            for (Area area : catalogue.areas()) {
                if (area.parent() != null) {
                    parents.add(area.parent());
                }
            }
            return new Read(catalogue, parents);
        });
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
