package io.cityops.dashboard.layout;

import io.cityops.model.catalogue.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Whether a layout can be shown, with a reason for each thing that cannot. */
@Component
public final class LayoutCheck {
    /** More headline figures than these cannot be read at a glance (Few, 2006). */
    public static final int MOST_TILES = 9;

    public static final int MOST_PAGES = 12;
    public static final int MOST_AREAS = 20;
    /** A page that goes sooner is gone before it is read. */
    public static final Duration SHORTEST_DWELL = Duration.ofSeconds(20);

    public static final Duration LONGEST_DWELL = Duration.ofHours(1);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /**
     * One thing that is wrong.
     *
     * @param page from 0; -1: of the layout as a whole
     * @param field which field of the form
     * @param reason {@code name}, {@code ground}, {@code dwell}, {@code too-few}, {@code too-many}, {@code twice} or
     *     {@code unknown}
     * @param value what was given, where that helps
     */
    public record Fault(int page, String field, String reason, String value) {}

    private final Catalogue catalogue;

    LayoutCheck(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** @param views of the map that there are */
    public List<Fault> faults(Layout layout, Collection<String> views) {
        List<Fault> faults = new ArrayList<>();
        if (!NAME.matcher(layout.name()).matches()) {
            faults.add(new Fault(-1, "name", "name", layout.name()));
        }
        if (!layout.ground().equals("dark") && !layout.ground().equals("light")) {
            faults.add(new Fault(-1, "ground", "ground", layout.ground()));
        }
        if (layout.dwell().compareTo(SHORTEST_DWELL) < 0 || layout.dwell().compareTo(LONGEST_DWELL) > 0) {
            faults.add(
                    new Fault(-1, "dwell", "dwell", Long.toString(layout.dwell().toSeconds())));
        }
        if (layout.pages().isEmpty() || layout.pages().size() > MOST_PAGES) {
            String reason = layout.pages().isEmpty() ? "too-few" : "too-many";
            faults.add(new Fault(-1, "pages", reason, Integer.toString(MOST_PAGES)));
        }
        for (int i = 0; i < layout.pages().size(); i++) {
            page(i, layout.pages().get(i), views, faults);
        }
        return faults;
    }

    private void page(int number, Layout.Page page, Collection<String> views, List<Fault> faults) {
        each(number, "tiles", page.tiles(), MOST_TILES, id -> catalogue.indicator(id) != null, faults);
        each(number, "areas", page.areas(), MOST_AREAS, code -> catalogue.area(code) != null, faults);
        if (!page.mapped().isEmpty() && catalogue.indicator(page.mapped()) == null) {
            faults.add(new Fault(number, "mapped", "unknown", page.mapped()));
        }
        if (!page.view().isEmpty() && !views.contains(page.view())) {
            faults.add(new Fault(number, "view", "unknown", page.view()));
        }
    }

    private static void each(
            int page, String field, List<String> given, int most, Predicate<String> known, List<Fault> faults) {
        if (given.isEmpty() || given.size() > most) {
            faults.add(new Fault(page, field, given.isEmpty() ? "too-few" : "too-many", Integer.toString(most)));
        }
        Set<String> before = new HashSet<>();
        for (String id : given) {
            if (!before.add(id)) {
                faults.add(new Fault(page, field, "twice", id));
            } else if (!known.test(id)) {
                faults.add(new Fault(page, field, "unknown", id));
            }
        }
    }
}
