package io.cityops.jobs.intake;

import io.cityops.model.registry.DeviceCodec;
import io.cityops.model.telemetry.RejectionCodec;
import io.cityops.model.telemetry.TelemetryCodec;
import io.cityops.model.version.CatalogueVersion;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka topics that the job reads, from the place in its checkpoint; without one from where the group left off,
 * and without that from the earliest record kept. Bytes that are no message of ours never stop the stream.
 */
public final class Topics {
    public static final String TELEMETRY = "telemetry";
    public static final String REJECTED = "telemetry.rejected";
    public static final String DEVICES = "devices";

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private Topics() {}

    public static KafkaSource<Arrival> telemetry(String bootstrap) {
        return source(bootstrap, TELEMETRY, new TelemetryRecords());
    }

    public static KafkaSource<RejectedRow> rejected(String bootstrap) {
        return source(bootstrap, REJECTED, new RejectedRecords());
    }

    public static KafkaSource<DeviceChange> devices(String bootstrap) {
        return source(bootstrap, DEVICES, new DeviceRecords());
    }

    /** Versions of the catalogue, as they were written. */
    public static KafkaSource<byte[]> catalogues(String bootstrap) {
        return source(bootstrap, CatalogueVersion.TOPIC, new CatalogueRecords());
    }

    /** Earliest, not the committed offset: without its state the job must see everything again to be right. */
    private static <T> KafkaSource<T> source(
            String bootstrap, String topic, KafkaRecordDeserializationSchema<T> records) {
        return KafkaSource.<T>builder()
                .setBootstrapServers(bootstrap)
                .setTopics(topic)
                .setGroupId("cityops-jobs")
                .setClientIdPrefix("jobs-" + topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(records)
                .setProperty("commit.offsets.on.checkpoint", "true")
                .setProperty("fetch.min.bytes", "1")
                .setProperty("partition.discovery.interval.ms", "60000")
                .build();
    }

    private static RejectedRow foreign(ConsumerRecord<byte[], byte[]> record, String detail) {
        String device = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        byte[] value = record.value() == null ? new byte[0] : record.value();
        RejectedRow row = RejectedRow.foreign(device, record.timestamp(), value, record.partition(), record.offset());
        row.topic = record.topic();
        row.detail = detail;
        return row;
    }

    private static final class TelemetryRecords implements KafkaRecordDeserializationSchema<Arrival> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Arrival> out) {
            byte[] value = record.value();
            if (value == null) {
                out.collect(Arrival.foreign(foreign(record, "no value")));
                return;
            }
            try {
                if (TelemetryCodec.isTick(value)) {
                    out.collect(Arrival.tick(TelemetryCodec.tickMillis(value)));
                    return;
                }
                out.collect(Arrival.message(DeviceMessage.of(value, record.partition(), record.offset())));
            } catch (IllegalArgumentException e) {
                out.collect(Arrival.foreign(foreign(record, String.valueOf(e.getMessage()))));
            }
        }

        @Override
        public TypeInformation<Arrival> getProducedType() {
            return TypeInformation.of(Arrival.class);
        }
    }

    private static final class RejectedRecords implements KafkaRecordDeserializationSchema<RejectedRow> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RejectedRow> out) {
            if (record.value() == null) {
                out.collect(foreign(record, "no value"));
                return;
            }
            try {
                out.collect(RejectedRow.of(RejectionCodec.decode(record.value()), record.partition(), record.offset()));
            } catch (IllegalArgumentException e) {
                RejectedRow row = foreign(record, String.valueOf(e.getMessage()));
                row.partition = record.partition();
                out.collect(row);
            }
        }

        @Override
        public TypeInformation<RejectedRow> getProducedType() {
            return TypeInformation.of(RejectedRow.class);
        }
    }

    /** Taken as bytes: whether they are a version is decided where refusals are told. */
    private static final class CatalogueRecords implements KafkaRecordDeserializationSchema<byte[]> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
            out.collect(record.value() == null ? new byte[0] : record.value());
        }

        @Override
        public TypeInformation<byte[]> getProducedType() {
            return PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO;
        }
    }

    private static final class DeviceRecords implements KafkaRecordDeserializationSchema<DeviceChange> {
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<DeviceChange> out) {
            if (record.key() == null) {
                LOG.warn("A record without key in topic {} at offset {}: left out", record.topic(), record.offset());
            } else if (record.value() == null) {
                out.collect(DeviceChange.deleted(new String(record.key(), StandardCharsets.UTF_8)));
            } else {
                decode(record, out);
            }
        }

        private static void decode(ConsumerRecord<byte[], byte[]> record, Collector<DeviceChange> out) {
            try {
                out.collect(DeviceChange.of(DeviceCodec.decode(record.value())));
            } catch (IllegalArgumentException e) {
                LOG.warn("No device in topic {} at offset {}: {}", record.topic(), record.offset(), e.getMessage());
            }
        }

        @Override
        public TypeInformation<DeviceChange> getProducedType() {
            return TypeInformation.of(DeviceChange.class);
        }
    }
}
