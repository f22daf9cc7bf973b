package io.cityops.gateway.kafka;

import io.cityops.model.telemetry.Wire;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Lets a device be signed in on one gateway only, of however many run side by side. Each sign-in is announced in the topic
 * {@code sessions}, keyed by device, and every gateway reads all announcements: the order in which Kafka has them decides,
 * and no clock. Who reads another gateway's announcement after its own has lost the device to it; who reads it before its own
 * has won. While Kafka is away there is one announcement waiting for each device at most.
 */
public final class Takeovers {
    private static final int ANNOUNCEMENT = 'S';
    private static final int VERSION = 1;
    private static final int SIZE_HINT = 64;
    private static final long KEPT = -1;

    private final Consumer<KafkaJournal.Entry> journal;
    private final Listener listener;
    private final AtomicLong numbers = new AtomicLong();
    private final String gatewayId = UUID.randomUUID().toString();
    private final Map<String, Here> here = new ConcurrentHashMap<>();

    /** A device that signed in here; guarded by the map's lock on its entry. */
    private static final class Here {
        private long number;
        private boolean signedIn;
        private boolean onItsWay;
        private boolean read;
    }

    /** Who ends what a device has here, once it has signed in elsewhere. */
    public interface Listener {
        /**
         * Called by the one thread that reads the topic.
         *
         * @param number of the sign-in that is over; 0 when the device is not signed in here
         */
        void signedInElsewhere(String deviceId, long number);
    }

    /** @param journal takes what is to be written, in order */
    public Takeovers(Consumer<KafkaJournal.Entry> journal, Listener listener) {
        this.journal = journal;
        this.listener = listener;
    }

    /**
     * The device has signed in here; from any thread.
     *
     * @return the sign-in's number, for {@link #signedOut}
     */
    public long signedIn(String deviceId) {
        long[] number = new long[1];
        here.compute(deviceId, (id, known) -> {
            Here entry = known == null ? new Here() : known;
            entry.number = numbers.incrementAndGet();
            number[0] = entry.number;
            entry.signedIn = true;
            entry.read = false;
            announce(id, entry);
            return entry;
        });
        return number[0];
    }

    /** Its connection is gone; leaves a newer sign-in alone. */
    public void signedOut(String deviceId, long number) {
        here.computeIfPresent(deviceId, (id, entry) -> {
            if (entry.number == number) {
                entry.signedIn = false;
            }
            return entry.signedIn || entry.onItsWay ? entry : null;
        });
    }

    int size() {
        return here.size();
    }

    /** One announcement of the topic, in its order. */
    public void read(ConsumerRecord<byte[], byte[]> announcement) {
        if (announcement.key() == null || announcement.value() == null) {
            return;
        }
        String deviceId = new String(announcement.key(), StandardCharsets.UTF_8);
        Announced announced = Wire.read(
                announcement.value(), ANNOUNCEMENT, VERSION, in -> new Announced(in.readUTF(), in.readLong()));
        long[] lost = {KEPT};
        here.compute(deviceId, (id, entry) -> {
            if (announced.gatewayId.equals(gatewayId)) {
                if (entry != null && entry.number == announced.number) {
                    entry.read = true;
                }
            } else {
                boolean signedIn = entry != null && entry.signedIn;
                lost[0] = !signedIn ? 0 : entry.read ? entry.number : KEPT;
            }
            return entry;
        });
        if (lost[0] != KEPT) {
            listener.signedInElsewhere(deviceId, lost[0]);
        }
    }

    private record Announced(String gatewayId, long number) {}

    private void announce(String deviceId, Here entry) {
        if (entry.onItsWay) {
            return;
        }
        entry.onItsWay = true;
        long number = entry.number;
        byte[] value = Wire.write(ANNOUNCEMENT, VERSION, SIZE_HINT, out -> {
            out.writeUTF(gatewayId);
            out.writeLong(number);
        });
        byte[] key = deviceId.getBytes(StandardCharsets.UTF_8);
        journal.accept(new Delivery(List.of(new ProducerRecord<>(Topics.SESSIONS, key, value)), new Receipt() {
            @Override
            public void stored() {
                settled(deviceId, number);
            }

            @Override
            public void lost(Exception cause) {
                settled(deviceId, number - 1);
            }
        }));
    }

    /** @param number the newest that is in Kafka */
    private void settled(String deviceId, long number) {
        here.computeIfPresent(deviceId, (id, entry) -> {
            entry.onItsWay = false;
            if (entry.signedIn && entry.number != number) {
                announce(id, entry);
            }
            return entry.signedIn || entry.onItsWay ? entry : null;
        });
    }
}
