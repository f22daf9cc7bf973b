package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.intake.Drill;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.function.Consumer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One alarm at most for each rule and entity, in event time. A value without on-delay raises it at once; delays end by
 * the stream's time, so that an alarm does not wait for the next value. Values older than the last one taken say
 * nothing about the present and are left out.
 *
 * <p>The state of an entity without alarm is forgotten a lateness after its last value; that of one with an alarm stays
 * until it is cleared or the entity is gone; in a drill, whose areas nobody watches once it is over, no longer than
 * the others.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Alarms extends KeyedProcessFunction<String, Sample, AlertTransition> {
    private final CityCatalogue city;
    private final Timing timing;
    private transient Catalogue catalogue;
    private transient HeapState<LadderState> state;
    private transient Counter transitions;

    public Alarms(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open(OpenContext context) {
        catalogue = city.get();
        state = new HeapState<>(getRuntimeContext()
                .getState(new ValueStateDescriptor<>("ladder", TypeInformation.of(LadderState.class))));
        transitions = JobMeter.ALERT_TRANSITIONS.of(getRuntimeContext().getMetricGroup());
    }

    /** @param currentKey sets the operator's current key */
    void writeChanged(Consumer<String> currentKey) throws Exception {
        state.writeChanged(currentKey);
    }

    @Override
    public void processElement(Sample sample, Context context, Collector<AlertTransition> out) throws Exception {
        Rule rule = catalogue.rule(sample.rule);
        LadderState standing = state.value(context.getCurrentKey());
        if (rule == null || (sample.gone && standing == null)) {
            return;
        }
        if (standing == null) {
            standing = new LadderState();
        }
        if (sample.gone) {
            emit(
                    rule,
                    context.getCurrentKey(),
                    sample.entityKind,
                    sample.entityId,
                    standing,
                    LadderState.NONE,
                    sample.receivedAtMillis,
                    out);
            state.clear(context.getCurrentKey());
            return;
        }
        if (sample.atMillis <= standing.atMillis) {
            return;
        }
        standing.area = sample.area;
        standing.sector = sample.sector;
        standing.drill = sample.drill;
        standing.receivedAtMillis = sample.receivedAtMillis;
        Ladder ladder = new Ladder(rule);
        ladder.take(standing, sample.value, sample.atMillis);
        emit(
                rule,
                context.getCurrentKey(),
                sample.entityKind,
                sample.entityId,
                standing,
                ladder.levelOf(standing),
                sample.atMillis,
                out);
        registerTimers(ladder, standing, context);
        state.update(context.getCurrentKey(), standing);
    }

    private void registerTimers(Ladder ladder, LadderState standing, Context context) {
        long due = ladder.nextDue(standing);
        if (due != Long.MAX_VALUE) {
            long streamDue = standing.receivedAtMillis + (due - standing.atMillis);
            context.timerService().registerEventTimeTimer(timing.timerAt(streamDue));
        }
        if (standing.forgetAtMillis == 0) {
            standing.forgetAtMillis =
                    standing.receivedAtMillis + timing.lateness().toMillis();
            context.timerService().registerEventTimeTimer(standing.forgetAtMillis);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AlertTransition> out) throws Exception {
        LadderState standing = state.value(context.getCurrentKey());
        String[] key = context.getCurrentKey().split("\\|", 3);
        Rule rule = catalogue.rule(key[0]);
        if (standing == null || rule == null) {
            state.clear(context.getCurrentKey());
            return;
        }
        Ladder ladder = new Ladder(rule);
        // From the stream's time to the time of who observes.
        long now = standing.atMillis + (timing.streamNow(timestamp) - standing.receivedAtMillis);
        ladder.advance(standing, now);
        emit(rule, context.getCurrentKey(), key[1], Drill.areaOf(key[2]), standing, ladder.levelOf(standing), now, out);
        registerTimers(ladder, standing, context);
        if (timestamp == standing.forgetAtMillis) {
            standing.forgetAtMillis = 0;
            if (standing.level == LadderState.NONE || !standing.drill.isEmpty()) {
                if (standing.receivedAtMillis + timing.lateness().toMillis() <= timestamp) {
                    state.clear(context.getCurrentKey());
                    return;
                }
                registerTimers(ladder, standing, context);
            }
        }
        state.update(context.getCurrentKey(), standing);
    }

    private void emit(
            Rule rule,
            String key,
            String entityKind,
            String entityId,
            LadderState standing,
            int level,
            long atMillis,
            Collector<AlertTransition> out) {
        if (level == standing.level) {
            return;
        }
        boolean raised = standing.level == LadderState.NONE;
        boolean cleared = level == LadderState.NONE;
        // Strictly growing, since the database leaves out what is not newer than what it knows.
        standing.transitionAtMillis = Math.max(atMillis, standing.transitionAtMillis + 1);
        if (raised) {
            standing.openedAtMillis = standing.transitionAtMillis;
        }
        Rule.Level shown = rule.levels()
                .get(Math.min(cleared ? standing.level : level, rule.levels().size() - 1));
        AlertTransition transition = new AlertTransition();
        transition.action =
                raised ? AlertTransition.RAISED : cleared ? AlertTransition.CLEARED : AlertTransition.SEVERITY_CHANGED;
        transition.id = AlertTransition.idOf(key, standing.openedAtMillis);
        transition.rule = rule.id();
        transition.ruleVersion = rule.version();
        transition.entityKind = entityKind;
        transition.entityId = entityId;
        transition.drill = standing.drill;
        transition.area = standing.area;
        transition.sector = standing.sector;
        transition.severity = shown.severity().tag();
        transition.level = shown.name().vi();
        transition.atMillis = standing.transitionAtMillis;
        if (rule.kind() != Rule.Kind.SILENCE) {
            transition.value = standing.value;
            transition.threshold = shown.set();
        }
        transition.message = AlertText.of(catalogue, rule, shown, transition);
        standing.level = level;
        transitions.inc();
        out.collect(transition);
    }
}
