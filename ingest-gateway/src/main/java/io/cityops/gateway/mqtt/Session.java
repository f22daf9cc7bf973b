package io.cityops.gateway.mqtt;

import io.cityops.gateway.mqtt.wire.Connect;
import io.cityops.gateway.mqtt.wire.Will;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of one client beyond its connection: QoS 2 packet ids, its subscription, its commands, and the will that
 * waits for its delay. In memory: it ends with the gateway's process at the latest.
 */
final class Session {
    private static final long WHILE_CONNECTED = Long.MAX_VALUE;

    private final String deviceId;
    private final ReceivedOnce received = new ReceivedOnce();
    private final CommandQueue commands = new CommandQueue();
    private final EdgeSubscriptions edges = new EdgeSubscriptions();
    private long expirySeconds;
    private long endsAtMillis = WHILE_CONNECTED;
    private @Nullable Will will;
    private long willDueAtMillis;

    Session(String deviceId, long expirySeconds) {
        this.deviceId = deviceId;
        this.expirySeconds = expirySeconds;
    }

    String deviceId() {
        return deviceId;
    }

    ReceivedOnce received() {
        return received;
    }

    CommandQueue commands() {
        return commands;
    }

    EdgeSubscriptions edges() {
        return edges;
    }

    synchronized void expireAfter(long seconds) {
        expirySeconds = seconds;
    }

    /** The client is back: its will is not published. */
    synchronized void resume(long seconds) {
        expirySeconds = seconds;
        endsAtMillis = WHILE_CONNECTED;
        will = null;
    }

    /**
     * The connection is gone.
     *
     * @return the will, if it is to be published at once
     */
    synchronized @Nullable Will leave(long nowMillis, @Nullable Will left) {
        endsAtMillis = expirySeconds == Connect.NEVER
                ? WHILE_CONNECTED - 1
                : nowMillis + TimeUnit.SECONDS.toMillis(expirySeconds);
        if (left == null || left.delaySeconds() == 0 || expirySeconds == 0) {
            return left;
        }
        will = left;
        willDueAtMillis = Math.min(nowMillis + TimeUnit.SECONDS.toMillis(left.delaySeconds()), endsAtMillis);
        return null;
    }

    synchronized boolean isOver(long nowMillis) {
        return nowMillis >= endsAtMillis;
    }

    /** The will, once, when its time has come. */
    synchronized @Nullable Will takeDueWill(long nowMillis) {
        return will != null && nowMillis >= willDueAtMillis ? takeWill() : null;
    }

    /** The will that still waits; with the session's end it waits no longer. */
    synchronized @Nullable Will takeWill() {
        Will waiting = will;
        will = null;
        return waiting;
    }
}
