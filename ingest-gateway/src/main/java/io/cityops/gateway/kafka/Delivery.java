package io.cityops.gateway.kafka;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** All records of one MQTT message. Its receipt is given when the last of them is settled. */
public final class Delivery implements KafkaJournal.Entry, Callback {
    private final List<ProducerRecord<byte[], byte[]>> records;
    private final Receipt receipt;
    private final AtomicInteger unsettled;
    private volatile @Nullable Exception failure;

    public Delivery(List<ProducerRecord<byte[], byte[]>> records, Receipt receipt) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("a delivery without records would never be settled");
        }
        this.records = records;
        this.receipt = receipt;
        this.unsettled = new AtomicInteger(records.size());
    }

    @Override
    public void sendThrough(Producer<byte[], byte[]> producer) {
        for (int i = 0; i < records.size(); i++) {
            try {
                producer.send(records.get(i), this);
            } catch (RuntimeException e) {
                onCompletion(null, e);
            }
        }
    }

    @Override
    public void onCompletion(@Nullable RecordMetadata metadata, @Nullable Exception exception) {
        if (exception != null) {
            failure = exception;
        }
        if (unsettled.decrementAndGet() > 0) {
            return;
        }
        Exception cause = failure;
        if (cause == null) {
            receipt.stored();
        } else {
            receipt.lost(cause);
        }
    }
}
