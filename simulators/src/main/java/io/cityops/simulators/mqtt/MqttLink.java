package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import org.jspecify.annotations.Nullable;

/**
 * One connection, for one life: connected once, lost once, never reused. MQTT 3.1.1 and MQTT 5 are its two kinds. All
 * calls return at once; what comes of them is told to the {@link Listener}s, on any thread.
 */
public interface MqttLink {
    /** MQTT 5's reason codes from here on are refusals. MQTT 3.1.1 knows only success. */
    int FIRST_REFUSAL = 0x80;

    /** The reason of {@link Listener#lost} when the gateway does not know the device or its token. */
    String NOT_AUTHORISED = "not authorised";

    /** How long a goodbye waits for messages on their way. */
    long QUIESCE_MILLIS = 1000;

    /** @param will what the gateway is to publish when the connection ends without a goodbye; null for nothing */
    void connect(@Nullable StatusMessage will, Listener listener);

    /**
     * Publishes with the publication's QoS. {@code answer} is told exactly once, or never when the connection is lost
     * before: with QoS 0 when it is written, else when the gateway has acknowledged it to the end.
     */
    void publish(Publication publication, Answer answer);

    /**
     * Says goodbye, so that the gateway does not take the end for an accident.
     *
     * @param gone told exactly once, when it is said or cannot be
     */
    void disconnect(Runnable gone);

    /** Cuts the wire without a goodbye; the listener is not told. */
    void cut();

    /** Lets go of all that a dead connection holds. */
    void discard();

    /** What becomes of the connection. */
    interface Listener {
        void connected();

        /** It never came to be, or is gone. */
        void lost(String reason);
    }

    /** What becomes of one message. */
    interface Answer {
        /**
         * The gateway has it.
         *
         * @param reasonCode MQTT 5's; 0 from MQTT 3.1.1
         * @param reason MQTT 5's reason string, empty without
         */
        void acknowledged(int reasonCode, String reason);

        /** It could not be handed over now; it is still the caller's. */
        void notSent(String reason);
    }

    /** Makes the links of one device. */
    interface Factory {
        MqttLink newLink();
    }
}
