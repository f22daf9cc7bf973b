package io.cityops.jobs.rehearse;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.Alarms;
import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.Anomalies;
import io.cityops.jobs.alarm.Conditions;
import io.cityops.jobs.alarm.Fact;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.alarm.SeriesPoint;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.device.Announcement;
import io.cityops.jobs.device.Readings;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaDelta;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.AreaIndicators;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.jobs.intake.Drill;
import io.cityops.jobs.intake.Headcount;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * The operators of the city's job, the very same classes, one behind the other in one task, as {@code CityJob} joins them: from
 * telemetry to alarms, without sinks. Live they run in tasks of their own, and a second of the stream takes a second; here
 * hours pass in a second, and between tasks a record would overtake the watermark that raises an alarm before it.
 *
 * <p>Each of the gateway's ticks moves the stream's time, as it does live. What the recording does not reach is not judged.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
final class ProductionLine extends AbstractStreamOperator<AlertTransition>
        implements OneInputStreamOperator<Arrival, AlertTransition> {
    private static final long serialVersionUID = 1;

    private final CityCatalogue city;
    private final Timing timing;
    /** An operator travels serialised, even to a task of this process. */
    private static final Map<String, Consumer<AlertTransition>> LISTENERS = new ConcurrentHashMap<>();

    private final HashMap<String, HashMap<String, Integer>> expected;
    private final History history;
    private final Outage outage;
    private final String id = UUID.randomUUID().toString();
    private transient RecordedClock clock;
    private transient Stage<DeviceMessage, Announcement, ReportRow> readings;
    private transient Stage<AreaDelta, CatalogueEdition, AreaFigure> areas;
    private transient Stage<Fact, CatalogueEdition, Sample> conditions;
    private transient Stage<SeriesPoint, CatalogueEdition, Sample> anomalies;
    private transient Stage<Sample, CatalogueEdition, AlertTransition> alarms;
    private transient Map<String, OperatorSubtaskState> kept;
    private transient List<Arrival> since;
    private transient boolean isBack;
    private transient TypeSerializer<AreaDelta> deltas;

    /**
     * @param expected how many devices of each type an area expects, the areas around it included; of a drill by its key of the area
     * @param history what detectors learn from at first
     * @param outage when all of it is killed, and begins again with what it kept
     * @param listener is told each transition, by the task's thread
     */
    ProductionLine(
            CityCatalogue city,
            Timing timing,
            Map<String, HashMap<String, Integer>> expected,
            History history,
            Outage outage,
            Consumer<AlertTransition> listener) {
        LISTENERS.put(id, listener);
        this.city = city;
        this.timing = timing;
        this.expected = new HashMap<>(expected);
        this.history = history;
        this.outage = outage;
    }

    /**
     * A kill of the whole line: what was received since the checkpoint is received again.
     *
     * @param checkpointMillis of the stream's time
     * @param killedMillis later
     */
    record Outage(long checkpointMillis, long killedMillis) implements Serializable {
        static final Outage NONE = new Outage(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** After the end, whichever it was. */
    void forget() {
        LISTENERS.remove(id);
    }

    private interface Step<T> {
        void take(T value) throws Exception;
    }

    /** A stage hands on by a call that declares nothing; what fails ends the rehearsal all the same. */
    private static <T> Consumer<T> to(Step<T> step) {
        return value -> {
            try {
                step.take(value);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
    }

    @Override
    public void open() throws Exception {
        super.open();
        deltas = TypeInformation.of(AreaDelta.class).createSerializer(new SerializerConfigImpl());
        kept = Map.of();
        since = new ArrayList<>();
        isBack = false;
        begin(Map.of(), 0);
        for (Map.Entry<String, HashMap<String, Integer>> area : expected.entrySet()) {
            for (Map.Entry<String, Integer> devices : area.getValue().entrySet()) {
                AreaDelta delta = AreaDelta.of(Headcount.of(
                        Drill.areaOf(area.getKey()),
                        devices.getKey(),
                        devices.getValue(),
                        Drill.drillOf(area.getKey())));
                areas.take(delta.key(), delta);
            }
        }
    }

    /** @param before what each stage had kept, by name; none: they begin */
    private void begin(Map<String, OperatorSubtaskState> before, long nowMillis) throws Exception {
        clock = new RecordedClock();
        clock.advance(nowMillis);
        Consumer<AlertTransition> listener = Objects.requireNonNull(LISTENERS.get(id));
        alarms = new Stage<>("alarms", new Alarms(city, timing), listener);
        conditions = new Stage<>("conditions", new Conditions(city, timing), to(this::judge));
        anomalies = new Stage<>("anomalies", Anomalies.learningAtOnce(city, timing, history), to(this::judge));
        areas = new Stage<>("area-indicators", new AreaIndicators(city, timing), (AreaFigure figure) -> {})
                .side(AreaIndicators.SAMPLES, to(this::judge))
                .side(AreaIndicators.FACTS, to(this::know));
        readings = new Stage<>("readings", Readings.ofArchive(city, timing), (ReportRow row) -> {})
                // A copy, since the reader goes on to work on what it sent.
                .side(Readings.DELTAS, to(delta -> areas.take(delta.key(), deltas.copy(delta))))
                .side(Readings.SAMPLES, to(this::judge))
                .side(Readings.SERIES, to(point -> anomalies.take(point.key(), point)))
                .side(Readings.FACTS, to(this::know));
        for (Stage<?, ?, ?> stage : stages()) {
            stage.open(getContainingTask(), clock, before.get(stage.name()));
        }
    }

    /** In the order in which they hand on. */
    private List<Stage<?, ?, ?>> stages() {
        return List.of(readings, areas, conditions, anomalies, alarms);
    }

    private void judge(Sample sample) throws Exception {
        alarms.take(sample.key(), sample);
    }

    private void know(Fact fact) throws Exception {
        conditions.take(fact.key(), fact);
    }

    @Override
    public void processElement(StreamRecord<Arrival> element) throws Exception {
        Arrival arrival = element.getValue();
        if (arrival.receivedAtMillis >= outage.checkpointMillis && !isBack) {
            goThrough(arrival.receivedAtMillis);
            since.add(arrival);
        }
        take(arrival);
    }

    /** Keeps what there is at the checkpoint; and once killed, begins with that and takes again what came since. */
    private void goThrough(long nowMillis) throws Exception {
        if (kept.isEmpty()) {
            kept = new HashMap<>();
            for (Stage<?, ?, ?> stage : stages()) {
                kept.put(stage.name(), stage.snapshot());
            }
        } else if (nowMillis >= outage.killedMillis) {
            isBack = true;
            for (Stage<?, ?, ?> stage : stages()) {
                stage.close();
            }
            begin(kept, since.getFirst().receivedAtMillis);
            for (Arrival again : since) {
                take(again);
            }
            since = new ArrayList<>();
            kept = Map.of();
        }
    }

    private void take(Arrival arrival) throws Exception {
        clock.advance(arrival.receivedAtMillis);
        if (arrival.message != null) {
            readings.take(arrival.message);
        } else if (arrival.isTick()) {
            readings.hear(Announcement.ofTick(arrival));
            Watermark reached = new Watermark(
                    arrival.receivedAtMillis - timing.watermarkLag().toMillis() - 1);
            for (Stage<?, ?, ?> stage : stages()) {
                stage.reach(reached);
            }
        }
    }

    /** The source has none; at its end Flink would say that all time is over, and every silence with it. */
    @Override
    public void processWatermark(Watermark mark) {}

    @Override
    public void close() throws Exception {
        if (alarms != null) {
            for (Stage<?, ?, ?> stage : stages()) {
                stage.close();
            }
        }
        super.close();
    }
}
