package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;

/**
 * Told of all that becomes of messages and connections. {@code published} once for each message; then exactly one of
 * {@code acknowledged}, {@code unconfirmed}, {@code refused} and {@code dropped}, unless it is still outstanding.
 */
public interface Outcomes {
    void published(Publication publication);

    void resent(Publication publication);

    void acknowledged(Publication publication);

    /** Handed over with QoS 0: whether it arrived nobody will know. */
    void unconfirmed(Publication publication);

    /**
     * Acknowledged as refused, so not to be sent again.
     *
     * @param reasonCode MQTT 5's
     * @param reason the gateway's words, empty without
     */
    void refused(Publication publication, int reasonCode, String reason);

    /** Given up because too many were waiting: lost. */
    void dropped(Publication publication);

    /** @param wasConnected false when the attempt to connect failed */
    void connectionLost(String deviceId, String reason, boolean wasConnected);
}
