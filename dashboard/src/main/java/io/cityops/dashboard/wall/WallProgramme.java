package io.cityops.dashboard.wall;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.layout.Layout;
import io.cityops.dashboard.layout.Layouts;
import io.cityops.dashboard.screen.Look;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which page of which layout a screen shows. It turns by the clock, stands still while it is held, and begins anew when
 * its layout is another one. The screen's UI lock guards it, but for {@link #isDue}, which anybody may ask.
 */
final class WallProgramme {
    /**
     * @param layout its name; empty: that of the catalogue
     * @param number from 0
     * @param ground empty: the screen's own
     */
    record Shown(WallPage page, String layout, int number, int of, long dwellMillis, String ground) {}

    private final WallMessages messages;
    private final Layouts layouts;
    private final Person person;
    private final String screen;
    private final Look look;
    private volatile Layouts.@Nullable Known told;
    private volatile Optional<Layout> layout = Optional.empty();
    private volatile int number;
    private @Nullable Shown shown;

    WallProgramme(WallMessages messages, Layouts layouts, Person person, String screen, Look look) {
        this.messages = messages;
        this.layouts = layouts;
        this.person = person;
        this.screen = screen;
        this.look = look;
    }

    /** Whether {@link #at} would show something else, held or not. */
    @SuppressWarnings("ReferenceEquality") // it is another object only when something changed
    boolean isDue(Instant now) {
        return layouts.newest() != told || pageAt(now) != number;
    }

    /** The same object until something else is to be shown. */
    @SuppressWarnings("ReferenceEquality")
    Shown at(Instant now, boolean held) {
        Layouts.Known newest = layouts.newest();
        Shown before = shown;
        if (newest != told) {
            Optional<Layout> wanted = newest.shownTo(person, screen);
            if (!wanted.equals(layout)) {
                before = null;
                layout = wanted;
            }
            told = newest;
        }
        int due = pageAt(now);
        if (before == null || (!held && due != number)) {
            number = due;
            before = made(due);
            shown = before;
        }
        return before;
    }

    private int pageAt(Instant now) {
        return layout.map(known -> known.pageAt(now)).orElse(0);
    }

    private Shown made(int wanted) {
        return layout.map(known -> new Shown(
                        messages.page(person.scope(), known.pages().get(wanted)),
                        known.name(),
                        wanted,
                        known.pages().size(),
                        known.dwell().toMillis(),
                        known.ground()))
                .orElseGet(() -> new Shown(messages.usualPage(person.scope(), look.indicator()), "", 0, 1, 0, ""));
    }
}
