package io.cityops.localstack.bench;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceCodec;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Telemetry as a gateway would have written it: devices of every type of the catalogue over all wards, a fifth of them in
 * one ward, each message with all measures of its type. One in a hundred comes twice, one in a hundred is five minutes
 * late; nearly all values are such that no device is in alarm. The same arguments give the same messages.
 */
final class CityTraffic {
    private static final int PARTITIONS = 4;
    private static final long LATE_MILLIS = 300_000;
    /** One message in so many does not mind whether its values raise alarms. */
    private static final int ALARMING = 2_000;

    private final List<Device> devices;
    private final Map<String, List<Measure>> measures;
    /** By measure, between which values no rule for devices raises an alarm; absent: the measure's own range. */
    private final Map<String, Double> calmFrom = new HashMap<>();

    private final Map<String, Double> calmTo = new HashMap<>();

    private CityTraffic(List<Device> devices, Map<String, List<Measure>> measures, Catalogue catalogue) {
        this.devices = devices;
        this.measures = measures;
        for (Rule rule : catalogue.rules()) {
            if (rule.kind() == Rule.Kind.MEASURE
                    && rule.input() != null
                    && rule.change().isZero()) {
                for (Rule.Level level : rule.levels()) {
                    if (rule.above()) {
                        calmTo.merge(rule.input(), level.clear(), Math::min);
                    } else {
                        calmFrom.merge(rule.input(), level.clear(), Math::max);
                    }
                }
            }
        }
    }

    /** @param intervalMillis how often each device reports */
    static CityTraffic of(Catalogue catalogue, int devices, long intervalMillis) {
        List<Area> wards =
                catalogue.areas().stream().filter(area -> area.parent() != null).toList();
        List<DeviceType> types = List.copyOf(catalogue.deviceTypes());
        Map<String, List<Measure>> measures = new HashMap<>();
        types.forEach(
                type -> measures.put(type.id(), List.copyOf(type.measures().values())));
        List<Device> all = new ArrayList<>(devices);
        for (int i = 0; i < devices; i++) {
            Area ward = wards.get(i % 5 == 0 ? 0 : (i * 31 + 7) % wards.size());
            DeviceType type = types.get(i % types.size());
            all.add(new Device(
                    "bench-" + i, type.id(), type.sector(), ward.code(), ward.lat(), ward.lon(), intervalMillis, true));
        }
        return new CityTraffic(all, measures, catalogue);
    }

    /** What was written: {@code messages} without the copies, and {@code rows} of readings that they are. */
    record Written(int messages, int copies, long rows) {}

    /**
     * @param fromMillis when the first message is received; the last one so much later as the rate says
     * @param live whether each waits for its time
     */
    Written write(String kafka, int messages, int ratePerSecond, long fromMillis, boolean live)
            throws InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", kafka, "acks", "1", "linger.ms", 20, "batch.size", 262_144);
        SplittableRandom random = new SplittableRandom(7);
        long rows = 0;
        int copies = 0;
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Device device : devices) {
                producer.send(new ProducerRecord<>("devices", key(device), DeviceCodec.encode(device)));
            }
            producer.flush();
            long tick = 0;
            for (int i = 0; i < messages; i++) {
                long at = fromMillis + i * 1_000L / ratePerSecond;
                if (live) {
                    TimeUnit.MILLISECONDS.sleep(Math.max(0, at - System.currentTimeMillis()));
                }
                if (at >= tick) {
                    tick(producer, at);
                    tick = at + 1_000;
                }
                Device device = devices.get(i % devices.size());
                Telemetry telemetry = telemetry(device, i, at, random);
                rows += telemetry.observations().getFirst().measures().length;
                byte[] bytes = TelemetryCodec.encode(telemetry);
                producer.send(new ProducerRecord<>("telemetry", key(device), bytes));
                if (random.nextInt(100) == 0) {
                    producer.send(new ProducerRecord<>("telemetry", key(device), bytes));
                    copies++;
                }
            }
            producer.flush();
        }
        return new Written(messages, copies, rows);
    }

    private static void tick(KafkaProducer<byte[], byte[]> producer, long atMillis) {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>("telemetry", partition, null, TelemetryCodec.encodeTick(atMillis)));
        }
    }

    private static byte[] key(Device device) {
        return device.id().getBytes(StandardCharsets.UTF_8);
    }

    private Telemetry telemetry(Device device, int number, long atMillis, SplittableRandom random) {
        List<Measure> known = measures.getOrDefault(device.type(), List.of());
        String[] names = new String[known.size()];
        double[] values = new double[known.size()];
        for (int i = 0; i < names.length; i++) {
            Measure measure = known.get(i);
            names[i] = measure.id();
            // A tenth of the range from a fifth of it on: believable for most measures, and never twice the same.
            double least = number % ALARMING == 0 ? measure.min() : calmFrom.getOrDefault(names[i], measure.min());
            double most = number % ALARMING == 0 ? measure.max() : calmTo.getOrDefault(names[i], measure.max());
            values[i] = least + (most - least) * (0.2 + 0.1 * random.nextDouble());
        }
        long observedAt = atMillis - 100 - (random.nextInt(100) == 0 ? LATE_MILLIS : 0);
        return new Telemetry(
                device.id(),
                device.type(),
                device.sector(),
                device.area(),
                device.expectedIntervalMillis(),
                atMillis,
                List.of(new Observation(observedAt, number, 0, names, values)));
    }
}
