package io.cityops.jobs;

import static io.cityops.jobs.ReportFixtures.CITY;
import static io.cityops.jobs.ReportFixtures.OTHER_WARD;
import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.in;
import static io.cityops.jobs.ReportFixtures.inDrill;
import static io.cityops.jobs.ReportFixtures.message;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.catalogue.CatalogueOutcome;
import io.cityops.jobs.device.Presence;
import io.cityops.jobs.device.ReportRow;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.model.registry.Device;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The production topology from made-up records to lists. */
class CityJobTest {
    @Test
    void aMinuteOfTheCityBecomesReadingsIndicatorsAlarmsAndPresence() throws Exception {
        List<Arrival> arrivals = new ArrayList<>();
        arrivals.add(Arrival.message(message(numbered(1, camera("cam-a", 5, 30, 60)))));
        arrivals.add(Arrival.message(message(numbered(1, camera("cam-a", 5, 30, 60))))); // sent twice
        arrivals.add(Arrival.message(message(in(OTHER_WARD, camera("cam-b", 6, 10, 20)))));
        arrivals.add(Arrival.tick(noonPlus(7)));
        arrivals.add(Arrival.message(message(gauge("river", 20, 1.72))));
        arrivals.add(Arrival.message(message(inDrill("d1", camera("cam-a", 5, 30, 5)))));
        arrivals.add(Arrival.message(message(inDrill("d1", gauge("river", 20, 2.5)))));
        RejectedRow foreign = new RejectedRow();
        foreign.receivedAtMillis = noonPlus(21);
        foreign.reason = "unsupported-format";
        arrivals.add(Arrival.foreign(foreign));
        RejectedRow refused = new RejectedRow();
        refused.reason = "malformed";

        Collected<ReportRow> readings = new Collected<>();
        Collected<RejectedRow> rejected = new Collected<>();
        Collected<AreaFigure> figures = new Collected<>();
        Collected<AlertTransition> alerts = new Collected<>();
        Collected<Presence> presence = new Collected<>();
        Collected<CatalogueOutcome> catalogues = new Collected<>();
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
        new CityJob(CityCatalogue.BUILT_IN, Timing.DEFAULT, History.NONE)
                .defineWorkflow(
                        env,
                        new Sources(
                                // Slowly: who is expected must be known before the minute is over.
                                source(Arrival.class, arrivals, RateLimiterStrategy.perSecond(2)),
                                source(RejectedRow.class, List.of(refused)),
                                source(
                                        DeviceChange.class,
                                        List.of(
                                                device("cam-a", WARD, null),
                                                device("cam-b", OTHER_WARD, null),
                                                device("drill-d1-cam-a", WARD, "d1"))),
                                source(byte[].class, List.of(new byte[] {1, 2}))),
                        new Sinks(readings, rejected, figures, alerts, new Collected<>(), presence, catalogues));
        env.execute();

        assertThat(readings.rows())
                .extracting(row -> row.report().deviceId)
                .containsExactlyInAnyOrder("cam-a", "cam-b", "river", "drill-d1-cam-a", "drill-d1-river");
        assertThat(rejected.rows())
                .extracting(row -> row.reason)
                .containsExactlyInAnyOrder("malformed", "unsupported-format");

        assertThat(catalogues.rows())
                .as("bytes that are no catalogue change nothing")
                .extracting(outcome -> outcome.outcome)
                .containsExactly("refused");

        AreaFigure ward = closed(figures, WARD, "traffic.mean_speed");
        assertThat(ward.value).isEqualTo(60);
        assertThat(ward.reporting).isEqualTo(1);
        AreaFigure city = closed(figures, CITY, "traffic.mean_speed");
        assertThat(city.value).as("harmonic over all vehicles").isEqualTo(40.0);
        assertThat(city.reporting).isEqualTo(2);
        assertThat(closed(figures, CITY, "traffic.flow").value).isEqualTo(40 * 60.0);
        assertThat(closed(figures, CITY, "water.river_level").value).isEqualTo(1.72);

        assertThat(alerts.rows()).anySatisfy(alert -> {
            assertThat(alert.rule).isEqualTo("water.river-alarm");
            assertThat(alert.severity).isEqualTo("critical");
            assertThat(alert.area).isEqualTo(WARD);
        });
        assertThat(presence.rows()).extracting(row -> row.deviceId).contains("cam-a", "cam-b", "river");

        assertThat(ward.expected)
                .as("a drill's twins are not expected of the ward")
                .isEqualTo(1);
        AreaFigure rehearsed = closed(figures, "d1", CITY, "traffic.mean_speed");
        assertThat(rehearsed.value).isEqualTo(5);
        assertThat(rehearsed.expected).isEqualTo(1);
        assertThat(closed(figures, "d1", CITY, "water.river_level").value).isEqualTo(2.5);
        assertThat(readings.rows())
                .extracting(ReportRow::report)
                .allSatisfy(row -> assertThat(row.drill).isEqualTo(ofTwin(row.deviceId)));
        assertThat(presence.rows()).allSatisfy(row -> assertThat(row.drill).isEqualTo(ofTwin(row.deviceId)));
        assertThat(alerts.rows())
                .filteredOn(alert -> alert.entityKind.equals("device"))
                .extracting(alert -> alert.entityId, alert -> alert.drill)
                .contains(tuple("river", ""), tuple("drill-d1-river", "d1"));
    }

    private static String ofTwin(String deviceId) {
        return deviceId.startsWith("drill-d1-") ? "d1" : "";
    }

    private static AreaFigure closed(Collected<AreaFigure> figures, String area, String indicator) {
        return closed(figures, "", area, indicator);
    }

    private static AreaFigure closed(Collected<AreaFigure> figures, String drill, String area, String indicator) {
        return figures.rows().stream()
                .filter(figure -> figure.drill.equals(drill)
                        && figure.area.equals(area)
                        && figure.indicator.equals(indicator)
                        && figure.windowStartMillis == noonPlus(0)
                        && figure.windowSeconds == 60
                        && figure.kind == AreaFigure.Kind.FINAL)
                .findFirst()
                .orElseThrow();
    }

    private static DeviceChange device(String id, String area, @Nullable String drill) {
        return DeviceChange.of(
                new Device(id, "traffic-camera", "traffic", area, Double.NaN, Double.NaN, 30_000, true, drill));
    }

    private static <T> DataGeneratorSource<T> source(Class<T> type, List<T> rows) {
        return source(type, rows, RateLimiterStrategy.noOp());
    }

    private static <T> DataGeneratorSource<T> source(Class<T> type, List<T> rows, RateLimiterStrategy<?> pace) {
        TypeInformation<T> information = TypeInformation.of(type);
        return new DataGeneratorSource<>(
                new FromElementsGeneratorFunction<>(
                        information, new org.apache.flink.api.common.ExecutionConfig(), rows),
                rows.size(),
                pace,
                information);
    }
}
