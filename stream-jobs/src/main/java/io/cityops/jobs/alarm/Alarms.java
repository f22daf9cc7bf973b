package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.jobs.intake.Drill;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * One alarm at most for each rule and entity, in event time. A value without on-delay raises it at once; delays end by
 * the stream's time, so that an alarm does not wait for the next value. Values older than the last one taken say
 * nothing about the present and are left out.
 *
 * <p>When another catalogue comes into force, the alarms of rules that are gone, or look at something else, are closed; where
 * thresholds or delays are others, the last value is judged by the new ones at once.
 *
 * <p>The state of an entity without alarm is forgotten a lateness after its last value; that of one with an alarm stays
 * until it is cleared or the entity is gone; in a drill, whose areas nobody watches once it is over, no longer than
 * the others.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Alarms extends AbstractStreamOperator<AlertTransition>
        implements TwoInputStreamOperator<Sample, CatalogueEdition, AlertTransition>,
                Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;
    private static final String LADDERS = "ladder";

    private final CityCatalogue city;
    private final Timing timing;
    private transient LiveCatalogue live;
    private transient Catalogue catalogue;
    private transient HeapState<LadderState> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient Counter transitions;
    private transient long watermark;

    public Alarms(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        catalogue = live.city().get();
        watermark = Long.MIN_VALUE;
        // By this name since timers were a function's.
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
        state = new HeapState<>(getRuntimeContext()
                .getState(new ValueStateDescriptor<>(LADDERS, TypeInformation.of(LadderState.class))));
        transitions = JobMeter.ALERT_TRANSITIONS.of(getMetricGroup());
    }

    @Override
    public void processElement1(StreamRecord<Sample> element) throws Exception {
        Sample sample = element.getValue();
        String key = sample.key();
        Rule rule = catalogue.rule(sample.rule);
        LadderState standing = state.value(key);
        if (rule == null || (sample.gone && standing == null)) {
            return;
        }
        if (standing == null) {
            standing = new LadderState();
        }
        if (sample.gone) {
            emit(rule, key, standing, LadderState.NONE, sample.receivedAtMillis);
            state.clear(key);
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
        double value = rule.change().isZero()
                ? sample.value
                : Change.of(standing.extremes, sample.value, sample.atMillis, rule.change(), rule.above());
        ladder.take(standing, value, sample.atMillis);
        if (standing.worst == value) {
            standing.detail = sample.detail;
        }
        emit(rule, key, standing, ladder.levelOf(standing), sample.atMillis);
        registerTimers(ladder, standing, sample.atMillis);
        state.update(key, standing);
    }

    private void registerTimers(Ladder ladder, LadderState standing, long nowMillis) {
        long due = ladder.nextDue(standing, nowMillis);
        if (due != Long.MAX_VALUE) {
            long streamDue = standing.receivedAtMillis + (due - standing.atMillis);
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timing.timerAt(streamDue));
        }
        if (standing.forgetAtMillis == 0) {
            standing.forgetAtMillis =
                    standing.receivedAtMillis + timing.lateness().toMillis();
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, standing.forgetAtMillis);
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        String key = timer.getKey();
        LadderState standing = state.value(key);
        Rule rule = catalogue.rule(ruleOf(key));
        if (standing == null || rule == null) {
            state.clear(key);
            return;
        }
        Ladder ladder = new Ladder(rule);
        long now = observersTime(standing, timing.streamNow(timer.getTimestamp()));
        ladder.advance(standing, now);
        emit(rule, key, standing, ladder.levelOf(standing), now);
        registerTimers(ladder, standing, now);
        if (timer.getTimestamp() == standing.forgetAtMillis) {
            standing.forgetAtMillis = 0;
            if (standing.level == LadderState.NONE || !standing.drill.isEmpty()) {
                if (standing.receivedAtMillis + timing.lateness().toMillis() <= timer.getTimestamp()) {
                    state.clear(key);
                    return;
                }
                registerTimers(ladder, standing, now);
            }
        }
        state.update(key, standing);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        // None is registered.
    }

    /** From the stream's time to the time of who observes. */
    private static long observersTime(LadderState standing, long streamMillis) {
        return standing.atMillis + (streamMillis - standing.receivedAtMillis);
    }

    private static String ruleOf(String key) {
        return key.substring(0, key.indexOf('|'));
    }

    // The catalogue

    @Override
    public void processElement2(StreamRecord<CatalogueEdition> element) throws Exception {
        if (live.hear(element.getValue(), watermark == Long.MIN_VALUE)) {
            catalogue = live.city().get();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        if (live.advance(timing.streamNow(watermark))) {
            follow(timing.streamNow(watermark));
        }
        super.processWatermark(mark);
    }

    /** Looks at what stands; happens once a version of the catalogue, so it may take its time. */
    private void follow(long streamMillis) throws Exception {
        Catalogue before = catalogue;
        catalogue = live.city().get();
        state.writeChanged(this::setCurrentKey);
        List<String> keys;
        try (Stream<String> all = this.<String>getKeyedStateBackend().getKeys(LADDERS, VoidNamespace.INSTANCE)) {
            keys = all.toList();
        }
        for (String key : keys) {
            Rule was = before.rule(ruleOf(key));
            Rule rule = catalogue.rule(ruleOf(key));
            if (was == null || was.equals(rule)) {
                continue;
            }
            setCurrentKey(key);
            LadderState standing = Objects.requireNonNull(state.value(key));
            if (rule == null || looksElsewhere(was, rule)) {
                close(was, rule == null, key, standing, streamMillis);
            } else {
                Ladder ladder = new Ladder(rule);
                long now = Math.max(standing.atMillis, observersTime(standing, streamMillis));
                ladder.refit(standing, now);
                emit(rule, key, standing, ladder.levelOf(standing), now);
                registerTimers(ladder, standing, now);
                state.update(key, standing);
            }
        }
    }

    private static boolean looksElsewhere(Rule was, Rule rule) {
        return was.kind() != rule.kind()
                || !Objects.equals(was.input(), rule.input())
                || !was.every().equals(rule.every())
                || was.above() != rule.above()
                || !was.change().equals(rule.change())
                || was.areas() != rule.areas()
                || !Objects.equals(was.when(), rule.when())
                || !Objects.equals(was.sequence(), rule.sequence())
                || !was.deviceTypes().equals(rule.deviceTypes());
    }

    private void close(Rule was, boolean gone, String key, LadderState standing, long streamMillis) throws Exception {
        if (standing.level != LadderState.NONE) {
            AlertTransition transition = transition(was, key, standing, LadderState.NONE, streamMillis);
            transition.action = AlertTransition.CLOSED;
            transition.message = (gone
                            ? "quy tắc không còn / the rule is gone"
                            : "quy tắc đã đổi / the rule is another")
                    + ", catalogue " + live.city().label();
            transitions.inc();
            output.collect(new StreamRecord<>(transition));
        }
        state.clear(key);
    }

    // What comes of it

    private void emit(Rule rule, String key, LadderState standing, int level, long atMillis) {
        if (level == standing.level) {
            return;
        }
        AlertTransition transition = transition(rule, key, standing, level, atMillis);
        standing.level = level;
        transitions.inc();
        output.collect(new StreamRecord<>(transition));
    }

    private AlertTransition transition(Rule rule, String key, LadderState standing, int level, long atMillis) {
        boolean raised = standing.level == LadderState.NONE;
        boolean cleared = level == LadderState.NONE;
        // Strictly growing, since the database leaves out what is not newer than what it knows.
        standing.transitionAtMillis = Math.max(atMillis, standing.transitionAtMillis + 1);
        if (raised) {
            standing.openedAtMillis = standing.transitionAtMillis;
        }
        String[] entity = key.split("\\|", 3);
        Rule.Level shown = rule.levels()
                .get(Math.min(cleared ? standing.level : level, rule.levels().size() - 1));
        AlertTransition transition = new AlertTransition();
        transition.action =
                raised ? AlertTransition.RAISED : cleared ? AlertTransition.CLEARED : AlertTransition.SEVERITY_CHANGED;
        transition.id = AlertTransition.idOf(key, standing.openedAtMillis);
        transition.rule = rule.id();
        transition.ruleVersion = rule.version();
        transition.entityKind = entity[1];
        transition.entityId = Drill.areaOf(entity[2]);
        transition.drill = standing.drill;
        transition.area = standing.area;
        transition.sector = standing.sector;
        transition.severity = shown.severity().tag();
        transition.level = shown.name().vi();
        transition.atMillis = standing.transitionAtMillis;
        if (rule.hasThresholds()) {
            transition.value = cleared ? standing.worst : standing.value;
            transition.threshold = shown.set();
        }
        transition.message = AlertText.of(catalogue, rule, shown, transition, standing.detail);
        return transition;
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        state.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
