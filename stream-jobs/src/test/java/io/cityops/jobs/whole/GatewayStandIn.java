package io.cityops.jobs.whole;

import io.cityops.jobs.ReportFixtures;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Topics;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceCodec;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.RejectionCodec;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import io.cityops.model.version.CatalogueVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes to the topics what the gateway would: messages as they come, and ticks on every partition each second. */
final class GatewayStandIn implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final KafkaProducer<byte[], byte[]> producer;
    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor();

    /** Ticks by the clock. */
    GatewayStandIn(String bootstrap) {
        this(bootstrap, true);
    }

    /** @param ticking whether it ticks by the clock; else by {@link #tick(long)} only */
    GatewayStandIn(String bootstrap, boolean ticking) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "acks", "all", "linger.ms", "0"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        if (ticking) {
            var unused =
                    this.ticking.scheduleAtFixedRate(() -> tick(System.currentTimeMillis()), 0, 1, TimeUnit.SECONDS);
        }
    }

    /** On every partition. */
    void tick(long atMillis) {
        byte[] tick = TelemetryCodec.encodeTick(atMillis);
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(Topics.TELEMETRY, partition, null, tick));
        }
    }

    void register(String id, String type, String sector, String area) {
        Device device = new Device(id, type, sector, area, Double.NaN, Double.NaN, 30_000, true);
        producer.send(new ProducerRecord<>(Topics.DEVICES, bytes(id), DeviceCodec.encode(device)));
    }

    void send(
            String id, String type, String sector, String area, long observedAt, long seq, Map<String, Double> values) {
        String[] measures = values.keySet().toArray(String[]::new);
        double[] numbers =
                values.values().stream().mapToDouble(Double::doubleValue).toArray();
        Telemetry telemetry = new Telemetry(
                id,
                type,
                sector,
                area,
                30_000,
                System.currentTimeMillis(),
                List.of(new Observation(observedAt, seq, 0, measures, numbers)));
        producer.send(new ProducerRecord<>(Topics.TELEMETRY, bytes(id), TelemetryCodec.encode(telemetry)));
    }

    /** As it was received then. */
    void send(DeviceReport report) {
        producer.send(new ProducerRecord<>(
                Topics.TELEMETRY, bytes(report.deviceId), TelemetryCodec.encode(ReportFixtures.telemetry(report))));
    }

    void reject(Rejection rejection) {
        producer.send(new ProducerRecord<>(Topics.REJECTED, null, RejectionCodec.encode(rejection)));
    }

    void publish(CatalogueVersion version) {
        producer.send(new ProducerRecord<>(CatalogueVersion.TOPIC, bytes(CatalogueVersion.KEY), version.encode()));
    }

    void sendForeignBytes() {
        producer.send(new ProducerRecord<>(Topics.TELEMETRY, bytes("who"), bytes("{}")));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        ticking.shutdownNow();
        producer.close();
    }
}
