package io.cityops.dashboard.layout;

import io.cityops.dashboard.access.Person;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** All layouts in memory: the live reader keeps them up, so that a change reaches every open wall at once. */
@Component
public final class Layouts {
    /**
     * @param byName all of them
     * @param ofScreens names of layouts by names of paired screens
     */
    public record Known(Map<String, Layout> byName, Map<String, String> ofScreens) {
        public Known {
            byName = Map.copyOf(byName);
            ofScreens = Map.copyOf(ofScreens);
        }

        /** That of the paired screen, else the one of the address's name; empty: the catalogue's tiles. */
        public Optional<Layout> shownTo(Person person, String name) {
            @Nullable String assigned = person.isKiosk() ? ofScreens.get(person.screen()) : null;
            return Optional.ofNullable(byName.get(assigned == null ? name : assigned));
        }
    }

    private volatile Known newest = new Known(Map.of(), Map.of());

    /** The same object until something changes. */
    public Known newest() {
        return newest;
    }

    void replaceWith(Known read) {
        newest = read;
    }
}
