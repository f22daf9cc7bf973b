package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Condition;
import io.cityops.model.catalogue.Condition.Truth;
import io.cityops.model.catalogue.Rule;
import java.time.Duration;
import java.util.Map;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
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
import org.jspecify.annotations.Nullable;

/**
 * Judges conditions across devices, sectors and areas, by rule and area in event time, and gives the alarms a value above 0
 * while one holds and below 0 while it does not; what is unknown gives none, and the alarm stays as it is.
 *
 * <p>A value is known for as long as its statement says, by the stream's time; what is silent, until it is heard again or for a
 * day. Per rule and area one record a source; it goes when the last of them is no longer known.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Conditions extends AbstractStreamOperator<Sample>
        implements TwoInputStreamOperator<Fact, CatalogueEdition, Sample>, Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1;
    private static final double HOLDS = 1;
    private static final long TELL_EVERY_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long SILENCE_KNOWN_MILLIS = Duration.ofDays(1).toMillis();
    private static final char SEPARATOR = '|';

    private final CityCatalogue city;
    private final Timing timing;
    private transient LiveCatalogue live;
    private transient Catalogue catalogue;
    private transient HeapState<KnownFacts> state;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient long watermark;

    public Conditions(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        catalogue = live.city().get();
        watermark = Long.MIN_VALUE;
        timers = getInternalTimerService("known", VoidNamespaceSerializer.INSTANCE, this);
        state = new HeapState<>(getRuntimeContext()
                .getState(new ValueStateDescriptor<>("facts", TypeInformation.of(KnownFacts.class))));
    }

    @Override
    public void processElement1(StreamRecord<Fact> element) throws Exception {
        Fact fact = element.getValue();
        String key = fact.key();
        Rule rule = catalogue.rule(fact.rule);
        Condition.Leaf leaf = leaf(rule, fact.place);
        if (rule == null || leaf == null) {
            return;
        }
        KnownFacts known = state.value(key);
        int whenHash = String.valueOf(rule.when()).hashCode();
        if (known == null || known.whenHash != whenHash) {
            long check = known == null ? 0 : known.checkAtMillis;
            known = new KnownFacts();
            known.whenHash = whenHash;
            known.area = fact.area;
            known.drill = fact.drill;
            known.checkAtMillis = check;
        }
        KnownFacts.Known source =
                known.bySource.computeIfAbsent(fact.place + "|" + fact.source, id -> new KnownFacts.Known());
        if (source.untilMillis > 0 && fact.atMillis < source.atMillis) {
            return;
        }
        source.holds = leaf.looks() == Condition.Looks.SILENT ? fact.value > 0 : leaf.holds(fact.value, source.holds);
        source.atMillis = fact.atMillis;
        source.untilMillis = fact.receivedAtMillis
                + (leaf.looks() == Condition.Looks.SILENT
                        ? SILENCE_KNOWN_MILLIS
                        : leaf.known().toMillis());
        known.atMillis = Math.max(known.atMillis, fact.atMillis);
        known.receivedAtMillis = Math.max(known.receivedAtMillis, fact.receivedAtMillis);
        judge(rule, known);
        check(known);
        state.update(key, known);
    }

    private static Condition.@Nullable Leaf leaf(@Nullable Rule rule, int place) {
        if (rule == null || rule.when() == null) {
            return null;
        }
        return rule.when().leaves().stream()
                .filter(each -> each.place() == place)
                .findFirst()
                .orElse(null);
    }

    private void judge(Rule rule, KnownFacts known) {
        Condition when = rule.when();
        Truth truth = when == null ? Truth.UNKNOWN : when.judge(leaf -> truth(leaf, known));
        double value = truth == Truth.TRUE ? HOLDS : -HOLDS;
        boolean toldAlready = value == known.told && known.atMillis - known.toldAtMillis < TELL_EVERY_MILLIS;
        if (truth == Truth.UNKNOWN || toldAlready) {
            return;
        }
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
        String prefix = leaf.place() + "|";
        int asked = 0;
        int holding = 0;
        for (Map.Entry<String, KnownFacts.Known> each : known.bySource.entrySet()) {
            if (each.getKey().startsWith(prefix)) {
                asked++;
                holding += each.getValue().holds ? 1 : 0;
            }
        }
        // Devices that were never silent have not been told of.
        return asked == 0 && leaf.looks() != Condition.Looks.SILENT
                ? Truth.UNKNOWN
                : Truth.of(holding >= leaf.devices());
    }

    private void check(KnownFacts known) {
        long first = known.bySource.values().stream()
                .mapToLong(each -> each.untilMillis)
                .min()
                .orElse(0);
        if (first > 0 && (known.checkAtMillis == 0 || first < known.checkAtMillis)) {
            known.checkAtMillis = first;
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timing.timerAt(first));
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
        boolean forgotten = known.bySource.values().removeIf(each -> each.untilMillis <= now);
        Rule rule = catalogue.rule(key.substring(0, key.indexOf(SEPARATOR)));
        if (rule == null || rule.when() == null || known.bySource.isEmpty()) {
            state.clear(key);
            return;
        }
        if (forgotten) {
            known.atMillis = Math.max(known.atMillis + 1, known.atMillis + (now - known.receivedAtMillis));
            known.receivedAtMillis = Math.max(now, known.receivedAtMillis);
            judge(rule, known);
        }
        check(known);
        state.update(key, known);
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        // None is registered.
    }

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
            catalogue = live.city().get();
        }
        super.processWatermark(mark);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        state.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
