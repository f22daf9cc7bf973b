package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Schedule;
import java.util.Arrays;
import java.util.List;

/**
 * The levels of a rule. Each holds by itself: it begins when the value has been beyond {@code set} for the on-delay and
 * ends when it has been back at {@code clear} for the off-delay; between the two it stays as it is. The alarm stands at
 * the highest level that holds. While the rule does not watch, none does.
 */
final class Ladder {
    private final List<Rule.Level> levels;
    private final boolean above;
    private final Schedule schedule;
    private final long onDelayMillis;
    private final long offDelayMillis;

    Ladder(Rule rule) {
        this.levels = rule.levels();
        this.above = rule.above();
        this.schedule = rule.schedule();
        this.onDelayMillis = rule.onDelay().toMillis();
        this.offDelayMillis = rule.offDelay().toMillis();
    }

    /** Takes a value that is newer than the last one. */
    void take(LadderState state, double value, long atMillis) {
        if (!schedule.isAlways()) {
            advance(state, atMillis); // what was so far, up to now
        }
        fit(state);
        state.value = value;
        state.worst = state.level == LadderState.NONE || isWorse(value, state.worst) ? value : state.worst;
        state.atMillis = atMillis;
        for (int i = 0; i < levels.size(); i++) {
            state.beyondSince[i] = since(state.beyondSince[i], isBeyond(value, levels.get(i)), atMillis);
            state.backSince[i] = since(state.backSince[i], isBack(value, levels.get(i)), atMillis);
        }
        advance(state, atMillis);
    }

    /** Lets time pass while the value stays what it is. */
    void advance(LadderState state, long nowMillis) {
        fit(state);
        if (!schedule.covers(nowMillis)) {
            rest(state);
            return;
        }
        wake(state, nowMillis);
        for (int i = 0; i < levels.size(); i++) {
            if (!state.active[i] && hasLasted(state.beyondSince[i], onDelayMillis, nowMillis)) {
                state.active[i] = true;
            } else if (state.active[i] && hasLasted(state.backSince[i], offDelayMillis, nowMillis)) {
                state.active[i] = false;
            }
        }
    }

    private void rest(LadderState state) {
        Arrays.fill(state.active, false);
        Arrays.fill(state.beyondSince, LadderState.NEVER);
        Arrays.fill(state.backSince, LadderState.NEVER);
    }

    /** What was beyond a level before the rule began to watch is so from then on. */
    private void wake(LadderState state, long nowMillis) {
        for (int i = 0; !schedule.isAlways() && i < levels.size(); i++) {
            if (!state.active[i] && state.beyondSince[i] == LadderState.NEVER && isBeyond(state.value, levels.get(i))) {
                state.beyondSince[i] = Math.max(state.atMillis, schedule.watchingSince(nowMillis));
            }
        }
    }

    /**
     * Judges the last value by these levels from now on. A level that held goes on to hold while the value is not back below it;
     * delays run from now.
     */
    void refit(LadderState state, long nowMillis) {
        boolean held = levelOf(state) != LadderState.NONE || state.level != LadderState.NONE;
        boolean[] before = state.active;
        state.active = new boolean[0];
        fit(state);
        for (int i = 0; i < levels.size(); i++) {
            Rule.Level level = levels.get(i);
            state.active[i] = before.length == levels.size()
                    ? before[i] && !isBack(state.value, level)
                    : held && isBeyond(state.value, level);
            state.beyondSince[i] = since(LadderState.NEVER, isBeyond(state.value, level), nowMillis);
            state.backSince[i] = since(LadderState.NEVER, isBack(state.value, level), nowMillis);
        }
        advance(state, nowMillis);
    }

    /** The highest level that holds, or {@link LadderState#NONE}. */
    int levelOf(LadderState state) {
        for (int i = levels.size() - 1; i >= 0; i--) {
            if (i < state.active.length && state.active[i]) {
                return i;
            }
        }
        return LadderState.NONE;
    }

    /**
     * When the next delay is over, or the rule begins or ceases to watch what is beyond a level, if the value stays what it is;
     * {@link Long#MAX_VALUE}: never.
     */
    long nextDue(LadderState state, long nowMillis) {
        long next = schedule.isAlways() || isQuiet(state) ? Long.MAX_VALUE : schedule.nextChange(nowMillis);
        for (int i = 0; i < state.active.length; i++) {
            long since = state.active[i] ? state.backSince[i] : state.beyondSince[i];
            if (since != LadderState.NEVER) {
                next = Math.min(next, since + (state.active[i] ? offDelayMillis : onDelayMillis));
            }
        }
        return next;
    }

    private boolean isQuiet(LadderState state) {
        for (int i = 0; i < levels.size(); i++) {
            if ((i < state.active.length && state.active[i]) || isBeyond(state.value, levels.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A rule with other levels than before starts anew; the alarm that it has raised stays known. */
    private void fit(LadderState state) {
        if (state.active.length != levels.size()) {
            state.active = new boolean[levels.size()];
            state.beyondSince = new long[levels.size()];
            state.backSince = new long[levels.size()];
            Arrays.fill(state.beyondSince, LadderState.NEVER);
            Arrays.fill(state.backSince, LadderState.NEVER);
        }
    }

    private boolean isWorse(double value, double worst) {
        return above ? value > worst : value < worst;
    }

    private boolean isBeyond(double value, Rule.Level level) {
        return above ? value >= level.set() : value <= level.set();
    }

    private boolean isBack(double value, Rule.Level level) {
        return above ? value <= level.clear() : value >= level.clear();
    }

    private static long since(long before, boolean holds, long atMillis) {
        if (!holds) {
            return LadderState.NEVER;
        }
        return before == LadderState.NEVER ? atMillis : before;
    }

    private static boolean hasLasted(long since, long delayMillis, long nowMillis) {
        return since != LadderState.NEVER && nowMillis - since >= delayMillis;
    }
}
