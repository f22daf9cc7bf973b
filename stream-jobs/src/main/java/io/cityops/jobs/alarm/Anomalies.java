package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.jobs.detect.Detector;
import io.cityops.jobs.detect.Explanation;
import io.cityops.jobs.detect.Sensitivity;
import io.cityops.jobs.detect.Verdict;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * A detector for each device and measure that a rule watches, in event time: it judges the mean of each step of the rule's
 * {@code every}, or each value where they come more rarely, and tells the alarms its score with what it means in words. A series
 * that nothing is known of learns from the history first.
 *
 * <p>A step is judged with the first value after it. Values older than the newest are left out. A series is forgotten when it
 * has not been heard of for 30 days.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Anomalies extends AbstractStreamOperator<Sample>
        implements TwoInputStreamOperator<SeriesPoint, CatalogueEdition, Sample> {
    private static final long serialVersionUID = 1;
    /** Whose days and weeks the seasons are of. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final Duration FORGET = Duration.ofDays(30);

    private final CityCatalogue city;
    private final Timing timing;
    private final History history;
    private final boolean atOnce;
    private transient LiveCatalogue live;
    private transient Catalogue catalogue;
    private transient HeapState<SeriesState> state;
    private transient Detector detector;
    private transient Lessons lessons;
    private transient Set<String> learning;
    private transient Set<String> judging;
    private transient long watermark;

    public Anomalies(CityCatalogue city, Timing timing, History history) {
        this(city, timing, history, false);
    }

    private Anomalies(CityCatalogue city, Timing timing, History history, boolean atOnce) {
        this.city = city;
        this.timing = timing;
        this.history = history;
        this.atOnce = atOnce;
    }

    /** Waits for the history of each series, for a stream that passes faster than the clock; it fails where that cannot be read. */
    public static Anomalies learningAtOnce(CityCatalogue city, Timing timing, History history) {
        return new Anomalies(city, timing, history, true);
    }

    @Override
    public void open() throws Exception {
        super.open();
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        catalogue = live.city().get();
        watermark = Long.MIN_VALUE;
        ValueStateDescriptor<SeriesState> series =
                new ValueStateDescriptor<>("series", TypeInformation.of(SeriesState.class));
        series.enableTimeToLive(StateTtlConfig.newBuilder(FORGET).build());
        state = new HeapState<>(getRuntimeContext().getState(series));
        detector = new Detector(Sensitivity.DEFAULT, ZONE);
        lessons = new Lessons(history, atOnce);
        learning = new HashSet<>();
        judging = new HashSet<>();
        getMetricGroup().gauge(JobMeter.SERIES_LEARNING, (Gauge<Integer>) () -> learning.size());
        getMetricGroup().gauge(JobMeter.SERIES_JUDGED, (Gauge<Integer>) () -> judging.size());
    }

    @Override
    public void close() throws Exception {
        if (lessons != null) {
            lessons.close();
        }
        super.close();
    }

    @Override
    public void processElement1(StreamRecord<SeriesPoint> element) throws Exception {
        SeriesPoint point = element.getValue();
        Rule rule = rule(point.rule);
        if (rule == null) {
            return;
        }
        String key = point.key();
        SeriesState series = state.value(key);
        if (series == null || series.definition != definition(rule)) {
            lessons.await(
                    point, Objects.requireNonNull(rule.input()), rule.every().toMillis());
            if (atOnce) {
                begin();
            }
            return;
        }
        take(rule, series, point);
        state.update(key, series);
    }

    private @Nullable Rule rule(String id) {
        Rule rule = catalogue.rule(id);
        return rule != null && rule.kind() == Rule.Kind.ANOMALY ? rule : null;
    }

    private static int definition(Rule rule) {
        return (rule.input() + "|" + rule.every()).hashCode();
    }

    private void take(Rule rule, SeriesState series, SeriesPoint point) {
        if (point.atMillis <= series.newestMillis) {
            return;
        }
        long every = rule.every().toMillis();
        long step = Math.floorDiv(point.atMillis, every) * every;
        if (series.count > 0 && step != series.stepMillis) {
            judge(rule, series, point, series.stepMillis);
        }
        series.stepMillis = step;
        series.sum += point.value;
        series.count++;
        series.newestMillis = point.atMillis;
        if (point.intervalMillis >= every) {
            judge(rule, series, point, point.atMillis);
        }
    }

    private void judge(Rule rule, SeriesState series, SeriesPoint point, long atMillis) {
        Verdict verdict = detector.judge(series.memory, atMillis, series.sum / series.count);
        series.sum = 0;
        series.count = 0;
        if (verdict.isLearning()) {
            learning.add(point.key());
        } else {
            learning.remove(point.key());
            judging.add(point.key());
        }
        boolean calm = rule.isCalm(verdict.score());
        if (!calm || !series.calm) {
            output.collect(new StreamRecord<>(sample(rule, point, verdict)));
        }
        series.calm = calm;
    }

    private Sample sample(Rule rule, SeriesPoint point, Verdict verdict) {
        Measure measure = catalogue.measure(Objects.requireNonNull(rule.input()));
        Text words = measure == null
                ? new Explanation(ZONE, new Text("", ""), 1).of(verdict)
                : new Explanation(ZONE, measure.unit(), measure.precision()).of(verdict);
        Sample sample = new Sample();
        sample.rule = rule.id();
        sample.entityId = point.deviceId;
        sample.area = point.area;
        sample.sector = point.sector;
        sample.drill = point.drill;
        sample.value = verdict.score();
        sample.atMillis = point.atMillis;
        sample.receivedAtMillis = point.receivedAtMillis;
        sample.detail = words.vi() + "\n" + words.en();
        return sample;
    }

    /** Series whose history has come begin with it, and go on with what came meanwhile. */
    private void begin() throws Exception {
        for (Lessons.Lesson lesson = lessons.poll(); lesson != null; lesson = lessons.poll()) {
            Rule rule = rule(lesson.key().substring(0, lesson.key().indexOf('|')));
            var points = lessons.arrived(lesson);
            if (rule == null) {
                continue;
            }
            SeriesState series = new SeriesState();
            series.definition = definition(rule);
            History.Past past = lesson.past();
            for (int i = 0; i < past.means().length; i++) {
                detector.judge(series.memory, past.atMillis()[i], past.means()[i]);
            }
            setCurrentKey(lesson.key());
            for (SeriesPoint point : points) {
                take(rule, series, point);
            }
            state.update(lesson.key(), series);
        }
    }

    @Override
    public void processElement2(StreamRecord<CatalogueEdition> element) throws Exception {
        if (live.hear(element.getValue(), watermark == Long.MIN_VALUE)) {
            follow();
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        if (live.advance(timing.streamNow(watermark))) {
            follow();
        }
        begin();
        super.processWatermark(mark);
    }

    private void follow() {
        catalogue = live.city().get();
        learning.removeIf(key -> rule(key.substring(0, key.indexOf('|'))) == null);
        judging.removeIf(key -> rule(key.substring(0, key.indexOf('|'))) == null);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        state.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
