package io.cityops.jobs;

import io.cityops.jobs.alarm.AlarmOperator;
import io.cityops.jobs.alarm.Alarms;
import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.DeviceSign;
import io.cityops.jobs.alarm.DeviceSilence;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.alarm.Samples;
import io.cityops.jobs.alarm.SilenceOperator;
import io.cityops.jobs.device.Readings;
import io.cityops.jobs.indicator.AreaDelta;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.AreaIndicators;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.CountDevices;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.ForeignRecords;
import io.cityops.jobs.intake.Headcount;
import io.cityops.jobs.intake.ReceivedTime;
import io.cityops.jobs.intake.RejectedRow;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The city's stream job, from telemetry to readings, indicators, alarms and presence: the table of contents. */
public final class CityJob {
    private final CityCatalogue city;
    private final Timing timing;

    public CityJob(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
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

        DataStream<DeviceReport> received = arrivals.filter(arrival -> arrival.report != null)
                .name("reports only")
                .map(arrival -> arrival.report)
                .returns(DeviceReport.class)
                .name("report");
        DataStream<Long> ticks = arrivals.filter(Arrival::isTick)
                .name("ticks only")
                .map(arrival -> arrival.receivedAtMillis)
                .returns(Types.LONG)
                .name("tick");
        DataStream<RejectedRow> foreign = arrivals.process(new ForeignRecords()).name("foreign records");

        // Readings, and the first sums of their areas
        SingleOutputStreamOperator<DeviceReport> reports = received.keyBy(report -> report.deviceId)
                .transform("examine readings", TypeInformation.of(DeviceReport.class), new Readings(city, timing))
                .uid("readings")
                .name("examine readings");
        write(reports, "readings", sinks.readings());
        write(rejected.union(foreign, reports.getSideOutput(Readings.TOO_OLD)), "rejected", sinks.rejected())
                .setParallelism(1);

        // Indicators of each area and of those around it; those of a drill by themselves
        DataStream<Headcount> headcounts = devices.keyBy(device -> device.deviceId)
                .process(new CountDevices(city))
                .uid("count-devices")
                .name("count devices by area");
        DataStream<AreaFigure> figures = reports.getSideOutput(Readings.DELTAS)
                .keyBy(AreaDelta::key)
                .connect(headcounts.keyBy(Headcount::key))
                .transform(
                        "indicators of areas", TypeInformation.of(AreaFigure.class), new AreaIndicators(city, timing))
                .uid("area-indicators")
                .name("indicators of areas");
        write(figures, "indicators", sinks.indicators());

        // Silence and presence
        DataStream<DeviceSign> signs = received.map(DeviceSign::of).name("sign of life");
        DataStream<DeviceSign> removals = devices.filter(device -> !device.expected)
                .name("removals only")
                .map(DeviceSign::removed)
                .name("removal");
        SilenceOperator.Streams silence = SilenceOperator.connect(
                signs.union(removals).keyBy(sign -> sign.deviceId), ticks, new DeviceSilence(city, timing));
        write(silence.presence(), "presence", sinks.presence());

        // Alarms
        DataStream<Sample> samples = reports.flatMap(Samples.ofReports(city))
                .name("samples of reports")
                .union(
                        figures.flatMap(Samples.ofFigures(city)).name("samples of indicators"),
                        devices.flatMap(Samples.ofRemovals(city)).name("samples of removals"),
                        silence.samples());
        DataStream<AlertTransition> alerts = samples.keyBy(Sample::key)
                .transform(
                        "alarms",
                        TypeInformation.of(AlertTransition.class),
                        new AlarmOperator(new Alarms(city, timing)))
                .uid("alarms")
                .name("alarms");
        write(alerts, "alerts", sinks.alerts());
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
