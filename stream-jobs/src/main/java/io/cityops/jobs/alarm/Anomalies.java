package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.WatchedSeries.Series;
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

/**
 * A detector for each device and measure that rules watch, in event time: it judges the mean of each step of their
 * {@code every}, or each value where they come more rarely, and tells the alarms its score with what it means in words. Rules on
 * the same measure and step share it. A series that nothing is known of learns from the history first.
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
    private transient WatchedSeries watched;
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
        watermark = Long.MIN_VALUE;
        ValueStateDescriptor<SeriesState> series =
                new ValueStateDescriptor<>("series", TypeInformation.of(SeriesState.class));
        series.enableTimeToLive(StateTtlConfig.newBuilder(FORGET).build());
        state = new HeapState<>(getRuntimeContext().getState(series));
        detector = new Detector(Sensitivity.DEFAULT, ZONE);
        lessons = new Lessons(history, atOnce);
        learning = new HashSet<>();
        judging = new HashSet<>();
        follow();
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
        Series series = watched.seriesOf(point);
        if (series == null) {
            return;
        }
        String key = point.key();
        SeriesState known = state.value(key);
        if (known == null) {
            lessons.await(point, series.measure(), series.every().toMillis());
            if (atOnce) {
                begin();
            }
            return;
        }
        take(series, known, point);
        state.update(key, known);
    }

    private void take(Series series, SeriesState known, SeriesPoint point) {
        if (point.atMillis <= known.newestMillis) {
            return;
        }
        long every = series.every().toMillis();
        long step = Math.floorDiv(point.atMillis, every) * every;
        if (known.count > 0 && step != known.stepMillis) {
            judge(series, known, point, known.stepMillis);
        }
        known.stepMillis = step;
        known.sum += point.value;
        known.count++;
        known.newestMillis = point.atMillis;
        if (point.intervalMillis >= every) {
            judge(series, known, point, point.atMillis);
        }
    }

    private void judge(Series series, SeriesState known, SeriesPoint point, long atMillis) {
        Verdict verdict = detector.judge(known.memory, atMillis, known.sum / known.count);
        known.sum = 0;
        known.count = 0;
        if (verdict.isLearning()) {
            learning.add(point.key());
        } else {
            learning.remove(point.key());
            judging.add(point.key());
        }
        boolean calm = series.rules().stream().allMatch(rule -> rule.isCalm(verdict.score()));
        if (!calm || !known.calm) {
            Text words = words(series, verdict);
            for (Rule rule : series.rules()) {
                output.collect(new StreamRecord<>(sample(rule, point, verdict, words)));
            }
        }
        known.calm = calm;
    }

    private Text words(Series series, Verdict verdict) {
        Measure measure = catalogue.measure(series.measure());
        return measure == null
                ? new Explanation(ZONE, new Text("", ""), 1).of(verdict)
                : new Explanation(ZONE, measure.unit(), measure.precision()).of(verdict);
    }

    private static Sample sample(Rule rule, SeriesPoint point, Verdict verdict, Text words) {
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
            Series series = watched.seriesOf(lesson.asked());
            var points = lessons.arrived(lesson);
            if (series == null) {
                continue;
            }
            SeriesState known = new SeriesState();
            History.Past past = lesson.past();
            for (int i = 0; i < past.means().length; i++) {
                detector.judge(known.memory, past.atMillis()[i], past.means()[i]);
            }
            String key = lesson.asked().key();
            setCurrentKey(key);
            for (SeriesPoint point : points) {
                take(series, known, point);
            }
            state.update(key, known);
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
        watched = new WatchedSeries(catalogue);
        learning.removeIf(key -> !watched.has(key.substring(0, key.indexOf('|'))));
        judging.removeIf(key -> !watched.has(key.substring(0, key.indexOf('|'))));
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        state.writeChanged(this::setCurrentKey);
        super.snapshotState(context);
    }
}
