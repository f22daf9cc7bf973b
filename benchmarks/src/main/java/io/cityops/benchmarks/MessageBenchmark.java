package io.cityops.benchmarks;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What is done with each message between MQTT and Kafka, and between Kafka and the jobs: nanoseconds a message. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MessageBenchmark {
    private static final long RECEIVED_AT = 1_795_480_200_500L;

    private final DeviceType airStation = type("air-station");
    private final DeviceType camera = type("traffic-camera");
    private final byte[] eightMeasures = utf8("{\"ts\":1795480200123,\"seq\":1000000042,\"values\":{\"pm25_ugm3\":31.5,"
            + "\"pm10_ugm3\":58.2,\"o3_ugm3\":41.7,\"no2_ugm3\":36.9,\"co_ugm3\":812,\"so2_ugm3\":11.4,"
            + "\"temperature_c\":29.6,\"humidity_pct\":74}}");
    private final byte[] threeMeasures =
            utf8("{\"ts\":1795480200123,\"seq\":1000000042,\"values\":{\"vehicle_count\":14,"
                    + "\"mean_speed_kmh\":31.5,\"occupancy_pct\":12.4},\"padding\":\"" + ".".repeat(60) + "\"}");
    private final Telemetry telemetry = new Telemetry(
            "load-1-00001",
            "air-station",
            "environment",
            "26743",
            60_000,
            RECEIVED_AT,
            NativePayload.parse(eightMeasures, airStation, RECEIVED_AT).accepted());
    private final byte[] encoded = TelemetryCodec.encode(telemetry);

    @Benchmark
    public NativePayload.Result parseEightMeasures() {
        return NativePayload.parse(eightMeasures, airStation, RECEIVED_AT);
    }

    @Benchmark
    public NativePayload.Result parseThreeMeasuresAndAFieldOfTheVendors() {
        return NativePayload.parse(threeMeasures, camera, RECEIVED_AT);
    }

    @Benchmark
    public byte[] encode() {
        return TelemetryCodec.encode(telemetry);
    }

    @Benchmark
    public Telemetry decode() {
        return TelemetryCodec.decode(encoded);
    }

    private static DeviceType type(String id) {
        return Objects.requireNonNull(Catalogue.load(null).deviceType(id));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
