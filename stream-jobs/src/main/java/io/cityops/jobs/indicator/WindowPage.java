package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One window, opened at one moment: figures of it that are made of each other agree. */
final class WindowPage implements Formula.History {
    private final AreaBook book;
    private final WindowKey key;
    private final AreaWindow window;
    /** By indicator; those that others are made of are asked for again and again. */
    private final Map<String, Formula.Value> values = new HashMap<>();

    WindowPage(AreaBook book, WindowKey key, AreaWindow window) {
        this.book = book;
        this.key = key;
        this.window = window;
    }

    AreaFigure figure(Formula formula, AreaFigure.Kind kind) throws Exception {
        AreaFigure figure = new AreaFigure();
        figure.area = book.area();
        figure.drill = book.drill();
        figure.indicator = formula.id();
        figure.windowSeconds = key.seconds;
        figure.windowStartMillis = key.startMillis;
        figure.kind = kind;
        figure.catalogue = formula.catalogue;
        figure.asOfMillis = window.closed ? key.endMillis() : key.startMillis;
        List<String> sources = formula.sources().isEmpty() ? List.of(formula.id()) : formula.sources();
        for (String source : new HashSet<>(sources)) {
            Formula of = book.formulaOf(source, key, window);
            if (of != null) {
                stampWith(figure, of);
            }
        }
        Formula.Value value = value(formula);
        figure.value = value.number();
        figure.parts = value.parts();
        conclude(figure, formula, value);
        return figure;
    }

    private void stampWith(AreaFigure figure, Formula formula) throws Exception {
        figure.expected += book.formulas().expected(formula, book.headcounts().byType());
        figure.maintenance +=
                book.formulas().expected(formula, book.headcounts().maintainedWithin(key.startMillis, key.endMillis()));
        Tally tally = window.tallies.get(formula.id());
        if (tally == null) {
            return;
        }
        figure.readings += readings(formula, tally);
        figure.late += tally.late;
        figure.reporting += reporting(formula, tally);
        figure.stuck += tally.stuck;
        figure.suspicious += tally.suspicious;
        if (tally.newestMillis != Tally.NEVER_NEWEST) {
            figure.newestObservedAtMillis = Math.max(figure.newestObservedAtMillis, tally.newestMillis);
            figure.oldestObservedAtMillis = figure.oldestObservedAtMillis == AreaFigure.NO_READING
                    ? tally.oldestMillis
                    : Math.min(figure.oldestObservedAtMillis, tally.oldestMillis);
        }
        if (!window.closed) {
            figure.asOfMillis = Math.max(figure.asOfMillis, tally.receivedMillis);
        }
    }

    /** Of all windows that the value looks at, so that more of them means a newer value. */
    private long readings(Formula formula, Tally tally) throws Exception {
        if (formula.reachMillis() <= key.level().millis()) {
            return tally.readings;
        }
        long readings = 0;
        for (Tally part : tallies(formula, key.endMillis() - formula.reachMillis(), key.endMillis())) {
            readings += part.readings;
        }
        return readings;
    }

    /** While the window is open, those that spoke in the one before still count. */
    private int reporting(Formula formula, Tally tally) throws Exception {
        Tally before = before(formula);
        return Math.max(tally.covered, before == null ? 0 : before.heard);
    }

    private void conclude(AreaFigure figure, Formula formula, Formula.Value value) {
        if (figure.reporting < formula.indicator.coverageFloor() * figure.expected) {
            figure.quality = AreaFigure.INSUFFICIENT;
        } else {
            // What ends with the old catalogue in the middle of a window stands on a part of it only.
            boolean cut = formula.untilMillis < key.endMillis();
            figure.quality = value.provisional() || cut ? AreaFigure.PROVISIONAL : AreaFigure.SOUND;
        }
    }

    private Formula.Value value(Formula formula) throws Exception {
        Formula.Value value = values.get(formula.id());
        if (value == null) {
            value = compute(formula);
            values.put(formula.id(), value);
        }
        return value;
    }

    private Formula.Value compute(Formula formula) throws Exception {
        Tally tally = window.tallies.get(formula.id());
        if (tally == null) {
            return Formula.Value.of(Double.NaN);
        }
        Tally before = before(formula);
        boolean nobody =
                tally.readings == 0 && before == null && formula.sources().isEmpty();
        int devices = Math.max(tally.heard, before == null ? 0 : before.heard);
        long asOf = window.closed ? key.endMillis() : key.startMillis;
        return nobody
                ? Formula.Value.of(Double.NaN)
                : formula.value(tally.numbers, new Span(key.startMillis, key.endMillis(), asOf, devices), this);
    }

    @Override
    public double valueOf(String indicator) throws Exception {
        Formula formula = book.formulaOf(indicator, key, window);
        return formula == null ? Double.NaN : value(formula).number();
    }

    /** The minute before, from which an open one carries on. */
    private @Nullable Tally before(Formula formula) throws Exception {
        if (window.closed || key.seconds != Level.MINUTE.seconds()) {
            return null;
        }
        AreaWindow before = book.window(WindowKey.of(Level.MINUTE, key.startMillis - Level.MINUTE.millis()));
        Tally tally = before == null ? null : before.tallies.get(formula.id());
        return tally == null || !formula.reads(tally) || tally.readings <= tally.late ? null : tally;
    }

    @Override
    public @Nullable Numbers carried(Formula formula) throws Exception {
        Tally before = before(formula);
        if (before == null) {
            return null;
        }
        AreaWindow minute = book.window(WindowKey.of(Level.MINUTE, key.startMillis - Level.MINUTE.millis()));
        Numbers numbers =
                minute == null ? before.numbers : minute.beforeLate.getOrDefault(formula.id(), before.numbers);
        if (numbers.each != null) {
            return numbers;
        }
        Tally own = window.tallies.get(formula.id());
        int heard = own == null ? 0 : own.heard;
        if (heard >= before.heard || numbers.pot.length == 0) {
            return null;
        }
        Numbers carried = new Numbers();
        carried.pot = formula.aggregator
                .share(numbers.pot, 1 - (double) heard / before.heard)
                .clone();
        return carried;
    }

    @Override
    public Numbers over(Formula formula, long fromMillis, long toMillis) throws Exception {
        List<Tally> tallies = tallies(formula, fromMillis, toMillis);
        if (tallies.isEmpty()) {
            return new Numbers();
        }
        Numbers last = tallies.getLast().numbers;
        if (tallies.size() == 1) {
            return last;
        }
        List<Tally> past = tallies.subList(0, tallies.size() - 1);
        return book.pastOf(formula, key.level())
                .merged(past, formula.aggregator)
                .with(last, formula.aggregator);
    }

    /** Of the fewest windows that cover the time, in their order. */
    private List<Tally> tallies(Formula formula, long fromMillis, long toMillis) throws Exception {
        List<Tally> tallies = new ArrayList<>();
        long at = fromMillis;
        while (at < toMillis) {
            Level level = longest(at, toMillis);
            AreaWindow part = book.window(WindowKey.of(level, at));
            Tally tally = part == null ? null : part.tallies.get(formula.id());
            if (tally != null && formula.reads(tally)) {
                tallies.add(tally);
            }
            at += level.millis();
        }
        return tallies;
    }

    private static Level longest(long from, long to) {
        Level longest = Level.MINUTE;
        for (Level level : Level.values()) {
            if (level.beginsAt(from) && from + level.millis() <= to) {
                longest = level;
            }
        }
        return longest;
    }
}
