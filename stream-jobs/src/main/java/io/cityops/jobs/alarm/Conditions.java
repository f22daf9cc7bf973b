package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Condition;
import io.cityops.model.catalogue.Condition.Truth;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Sequence;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
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
 * Judges conditions across devices, sectors and areas, by rule and area in event time, and gives the alarms a value above 0
 * while one holds and below 0 while it does not; what is unknown gives none, and the alarm stays as it is. A sequence holds from
 * when its last step begins as the end of all of them, until the last step does not hold any more.
 *
 * <p>A value is known for as long as its statement says, by the stream's time, and up to a fifth longer ({@link Statements}); what
 * is silent, until it is heard again or for a day. Per rule and area one record a source; it goes when the last of them is no longer known.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Conditions extends AbstractStreamOperator<Sample>
        implements TwoInputStreamOperator<Fact, CatalogueEdition, Sample>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;
    private static final double HOLDS = 1;
    private static final long TELL_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final char SEPARATOR = '|';
    /** Beginnings of one step that are remembered, the newest ones. */
    private static final int MOST_BEGUN = 16;

    private final CityCatalogue city;
    private final Timing timing;
    private transient LiveCatalogue live;
    private transient Catalogue catalogue;
    /** By rule; of the catalogue in force. */
    private transient Map<String, Watched> watched;

    private transient HeapState<KnownFacts> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient StepOrder order;
    private transient long watermark;

    public Conditions(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        follow();
        watermark = Long.MIN_VALUE;
        timers = getInternalTimerService("known", VoidNamespaceSerializer.INSTANCE, this);
        state = new HeapState<>(getRuntimeContext()
                .getState(new ValueStateDescriptor<>("facts", TypeInformation.of(KnownFacts.class))));
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        order = new StepOrder(
                context.getKeyedStateStore(),
                TypeInformation.of(Beginning.class)
                        .createSerializer(getExecutionConfig().getSerializerConfig()));
    }

    @Override
    public void close() throws Exception {
        if (order != null) {
            order.close();
        }
        super.close();
    }

    @Override
    public void processElement1(StreamRecord<Fact> element) throws Exception {
        Fact fact = element.getValue();
        String key = (String) getCurrentKey();
        Rule rule = catalogue.rule(fact.rule);
        if (rule == null) {
            return;
        }
        Watched statements = watched.computeIfAbsent(fact.rule, id -> new Watched(rule));
        Condition.Leaf leaf = statements.byPlace.get(fact.place);
        if (leaf == null) {
            return;
        }
        KnownFacts known = state.value(key);
        if (known == null || known.whenHash != statements.hash) {
            long check = known == null ? 0 : known.checkAtMillis;
            known = new KnownFacts();
            known.whenHash = statements.hash;
            known.area = fact.area;
            known.drill = fact.drill;
            known.checkAtMillis = check;
        }
        KnownFacts.Known source = known.source(fact.place, fact.source);
        if (source.untilMillis > 0 && fact.atMillis < source.atMillis) {
            return;
        }
        double value = leaf.change().isZero()
                ? fact.value
                : Change.of(source.extremes, fact.value, fact.atMillis, leaf.change(), leaf.above());
        known.hold(
                fact.place,
                source,
                leaf.looks() == Condition.Looks.SILENT ? value > 0 : leaf.holds(value, source.holds));
        source.atMillis = fact.atMillis;
        source.untilMillis = Statements.knownUntil(leaf, fact.receivedAtMillis);
        known.atMillis = Math.max(known.atMillis, fact.atMillis);
        known.receivedAtMillis = Math.max(known.receivedAtMillis, fact.receivedAtMillis);
        judge(rule, known, fact.atMillis);
        check(known, source.untilMillis);
        state.update(key, known);
    }

    /** The statements of a rule, and what its facts are known under. */
    private static final class Watched {
        private final int hash;
        private final Map<Integer, Condition.Leaf> byPlace = new HashMap<>();

        private Watched(Rule rule) {
            hash = String.valueOf(rule.sequence() == null ? rule.when() : rule.sequence())
                    .hashCode();
            rule.leaves().forEach(leaf -> byPlace.putIfAbsent(leaf.place(), leaf));
        }
    }

    /** @param atMillis when that was observed which may have changed something */
    private void judge(Rule rule, KnownFacts known, long atMillis) throws Exception {
        Sequence sequence = rule.sequence();
        Condition when = rule.when();
        Truth truth = sequence != null
                ? follow(sequence, known, atMillis)
                : when == null ? Truth.UNKNOWN : when.judge(leaf -> truth(leaf, known));
        double value = truth == Truth.TRUE ? HOLDS : -HOLDS;
        boolean toldAlready = value == known.told
                && (sequence != null && value < 0 || known.atMillis - known.toldAtMillis < TELL_EVERY_MILLIS);
        if (truth != Truth.UNKNOWN && !toldAlready) {
            tell(rule, known, value);
        }
    }

    /** A step begins when it comes to hold, and again with each statement of it that comes to hold while it does. */
    private Truth follow(Sequence sequence, KnownFacts known, long atMillis) throws Exception {
        List<Condition> steps = sequence.steps();
        Set<Condition.Leaf> fresh = fresh(sequence, known);
        if (known.standing.length != steps.size()) {
            known.standing = new boolean[steps.size()];
        }
        boolean begins = false;
        Truth last = Truth.UNKNOWN;
        for (int step = 0; step < steps.size(); step++) {
            last = steps.get(step).judge(leaf -> truth(leaf, known));
            if (last == Truth.TRUE
                    && (!known.standing[step]
                            || !Collections.disjoint(fresh, steps.get(step).leaves()))) {
                begins = true;
                begin(sequence, known, step, atMillis);
            }
            known.standing[step] = last == Truth.UNKNOWN ? known.standing[step] : last == Truth.TRUE;
        }
        if (!known.standing[steps.size() - 1]) {
            return last;
        }
        boolean goesOn = known.told > 0;
        return goesOn || begins && order.leadsToTheLast(sequence, known.begun) ? Truth.TRUE : Truth.UNKNOWN;
    }

    /** The statements that have just come to hold. */
    private static Set<Condition.Leaf> fresh(Sequence sequence, KnownFacts known) {
        List<Condition.Leaf> leaves = sequence.leaves();
        if (known.holding.length != leaves.size()) {
            known.holding = new boolean[leaves.size()];
        }
        Set<Condition.Leaf> fresh = new HashSet<>();
        for (int i = 0; i < leaves.size(); i++) {
            Truth truth = truth(leaves.get(i), known);
            if (truth == Truth.TRUE && !known.holding[i]) {
                fresh.add(leaves.get(i));
            }
            known.holding[i] = truth == Truth.UNKNOWN ? known.holding[i] : truth == Truth.TRUE;
        }
        return fresh;
    }

    private static void begin(Sequence sequence, KnownFacts known, int step, long atMillis) {
        Beginning beginning = new Beginning();
        beginning.step = step;
        beginning.atMillis = atMillis;
        // Twice, for what will be observed in time and is told late.
        beginning.untilMillis =
                known.receivedAtMillis + sequence.within().multipliedBy(2).toMillis();
        known.begun.add(beginning);
        List<Beginning> same =
                known.begun.stream().filter(each -> each.step == step).toList();
        if (same.size() > MOST_BEGUN) {
            known.begun.remove(same.getFirst());
        }
    }

    private void tell(Rule rule, KnownFacts known, double value) {
        known.told = value;
        // Strictly growing: alarms leave out what is not newer than what they know.
        known.toldAtMillis = Math.max(known.atMillis, known.toldAtMillis + 1);
        Sample sample = new Sample();
        sample.rule = rule.id();
        sample.entityKind = Sample.AREA;
        sample.entityId = known.area;
        sample.area = known.area;
        sample.sector = rule.sector();
        sample.drill = known.drill;
        sample.value = value;
        sample.atMillis = known.toldAtMillis;
        sample.receivedAtMillis = known.receivedAtMillis;
        output.collect(new StreamRecord<>(sample));
    }

    /** Unknown while nobody says anything; what some say nothing of, the others decide. */
    private static Truth truth(Condition.Leaf leaf, KnownFacts known) {
        // Devices that were never silent have not been told of.
        return known.asked(leaf.place()) == 0 && leaf.looks() != Condition.Looks.SILENT
                ? Truth.UNKNOWN
                : Truth.of(known.holding(leaf.place()) >= leaf.devices());
    }

    /** @param untilMillis until when something is known that was not known of before */
    private void check(KnownFacts known, long untilMillis) {
        if (known.checkAtMillis == 0 || untilMillis < known.checkAtMillis) {
            known.checkAtMillis = untilMillis;
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timing.timerAt(untilMillis));
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        String key = timer.getKey();
        KnownFacts known = state.value(key);
        long now = timing.streamNow(timer.getTimestamp());
        if (known == null || now < known.checkAtMillis) {
            return;
        }
        known.checkAtMillis = 0;
        boolean forgotten = known.forget(now);
        Rule rule = catalogue.rule(key.substring(0, key.indexOf(SEPARATOR)));
        if (rule == null || rule.leaves().isEmpty() || known.bySource.isEmpty() && known.begun.isEmpty()) {
            state.clear(key);
            return;
        }
        if (forgotten) {
            known.atMillis = Math.max(known.atMillis + 1, known.atMillis + (now - known.receivedAtMillis));
            known.receivedAtMillis = Math.max(now, known.receivedAtMillis);
            judge(rule, known, known.atMillis);
        }
        check(known, known.firstForgotten());
        state.update(key, known);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        // None is registered.
    }

    @Override
    public void processElement2(StreamRecord<CatalogueEdition> element) throws Exception {
        if (live.hear(element.getValue(), watermark == Long.MIN_VALUE)) {
            follow();
        }
    }

    private void follow() {
        catalogue = live.city().get();
        watched = new HashMap<>();
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        if (live.advance(timing.streamNow(watermark))) {
            follow();
        }
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        state.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
