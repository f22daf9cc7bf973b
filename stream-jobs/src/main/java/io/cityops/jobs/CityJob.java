package io.cityops.jobs;

import io.cityops.jobs.alarm.Alarms;
import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.Anomalies;
import io.cityops.jobs.alarm.Conditions;
import io.cityops.jobs.alarm.Fact;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.alarm.SeriesPoint;
import io.cityops.jobs.catalogue.AcceptCatalogue;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.Following;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.jobs.device.Announcement;
import io.cityops.jobs.device.Readings;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaDelta;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.AreaIndicators;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.CountDevices;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.jobs.intake.ForeignRecords;
import io.cityops.jobs.intake.ReceivedTime;
import io.cityops.jobs.intake.RejectedRow;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The city's stream job, from telemetry to readings, indicators, alarms and presence: the table of contents. */
public final class CityJob {
    private final CityCatalogue city;
    private final Timing timing;
    private final History history;

    /** @param history what detectors learn from at first */
    public CityJob(CityCatalogue city, Timing timing, History history) {
        this.city = city;
        this.timing = timing;
        this.history = history;
    }

    public static void main(String[] arguments) {
        JobProcess.main();
    }

    /** The whole topology. Tests run this same method. */
    public void defineWorkflow(StreamExecutionEnvironment env, Sources sources, Sinks sinks) {
        DataStream<Arrival> arrivals =
                read(env, "telemetry", sources.telemetry(), ReceivedTime.behindBy(timing.watermarkLag()));
        DataStream<DeviceChange> devices = read(env, "devices", sources.devices(), ReceivedTime.timeless());
        DataStream<RejectedRow> rejected = read(env, "rejected", sources.rejected(), WatermarkStrategy.noWatermarks());

        // The catalogue: each version is checked once, and told to every operator that works by it
        SingleOutputStreamOperator<CatalogueEdition> accepted = env.fromSource(
                        sources.catalogues(), ReceivedTime.timeless(), "catalogue")
                .uid("read-catalogue")
                .setParallelism(1)
                .process(new AcceptCatalogue())
                .uid("accept-catalogue")
                .name("accept catalogue")
                .setParallelism(1);
        write(accepted.getSideOutput(AcceptCatalogue.OUTCOMES), "catalogue-outcomes", sinks.catalogues())
                .setParallelism(1);
        BroadcastStream<CatalogueEdition> catalogue = accepted.broadcast(LiveCatalogue.STATE);

        DataStream<DeviceMessage> messages = arrivals.filter(arrival -> arrival.message != null)
                .name("messages only")
                .map(arrival -> arrival.message)
                .returns(DeviceMessage.class)
                .name("message");
        DataStream<Announcement> ticks = arrivals.filter(Arrival::isTick)
                .name("ticks only")
                .map(Announcement::ofTick)
                .name("tick");
        DataStream<RejectedRow> foreign = arrivals.process(new ForeignRecords()).name("foreign records");

        // Readings, the first sums of their areas, and silence
        DataStream<DeviceMessage> registered =
                devices.map(DeviceMessage::registered).name("registered");
        Following<ReportRow> reports = Following.of(
                messages.union(registered).keyBy(message -> message.deviceId),
                ticks.union(accepted.map(Announcement::ofCatalogue).name("catalogue for readings")),
                "examine readings",
                "readings",
                TypeInformation.of(ReportRow.class),
                new Readings(city, timing));
        write(reports.main(), "readings", sinks.readings());
        write(reports.side(Readings.PRESENCE), "presence", sinks.presence());
        write(
                        rejected.union(foreign, reports.side(Readings.FOREIGN), reports.side(Readings.TOO_OLD)),
                        "rejected",
                        sinks.rejected())
                .setParallelism(1);

        // Indicators of each area and of those around it; those of a drill by themselves
        DataStream<AreaDelta> headcounts = devices.keyBy(device -> device.deviceId)
                .connect(catalogue)
                .process(new CountDevices(city))
                .uid("count-devices")
                .name("count devices by area")
                .map(AreaDelta::of)
                .name("expected");
        Following<AreaFigure> figures = Following.of(
                reports.side(Readings.DELTAS).union(headcounts).keyBy(AreaDelta::key),
                accepted,
                "indicators of areas",
                "area-indicators",
                TypeInformation.of(AreaFigure.class),
                new AreaIndicators(city, timing));
        write(figures.main(), "indicators", sinks.indicators());

        // Alarms
        DataStream<Fact> facts = reports.side(Readings.FACTS).union(figures.side(AreaIndicators.FACTS));
        Following<Sample> conditions = Following.of(
                facts.keyBy(Fact::key),
                accepted,
                "conditions",
                "conditions",
                TypeInformation.of(Sample.class),
                new Conditions(city, timing));
        Following<Sample> anomalies = Following.of(
                reports.side(Readings.SERIES).keyBy(SeriesPoint::key),
                accepted,
                "anomalies",
                "anomalies",
                TypeInformation.of(Sample.class),
                new Anomalies(city, timing, history));
        DataStream<Sample> samples = reports.side(Readings.SAMPLES)
                .union(figures.side(AreaIndicators.SAMPLES), conditions.main(), anomalies.main());
        Following<AlertTransition> alerts = Following.of(
                samples.keyBy(Sample::key),
                accepted,
                "alarms",
                "alarms",
                TypeInformation.of(AlertTransition.class),
                new Alarms(city, timing));
        // What runs in the shadow of an active rule calls nobody
        write(alerts.main().filter(alert -> !alert.isShadow()).name("active rules"), "alerts", sinks.alerts());
        write(alerts.main().filter(AlertTransition::isShadow).name("shadows"), "shadows", sinks.shadows());
    }

    private static <T> SingleOutputStreamOperator<T> read(
            StreamExecutionEnvironment env, String name, Source<T, ?, ?> source, WatermarkStrategy<T> eventTime) {
        SingleOutputStreamOperator<T> stream =
                env.fromSource(source, eventTime, name).uid("read-" + name);
        // One partition each: a second reader would have none, and hold event time for ever.
        return name.equals("telemetry") ? stream : stream.setParallelism(1);
    }

    /** Unchained, so that a database that is slow or away stops the stream by back-pressure and nothing else. */
    private static <T> DataStreamSink<T> write(DataStream<T> stream, String name, Sink<T> sink) {
        return stream.sinkTo(sink).uid("write-" + name).name("write " + name).disableChaining();
    }
}
