package io.cityops.gateway.mqtt;

import io.cityops.gateway.limits.Quota;
import java.util.concurrent.TimeUnit;

/**
 * Holds back a client that sends more than its quotas allow: what it has sent is taken, and it is read no further until the
 * debt is paid, so that nothing is lost. Confined to the event loop.
 */
final class Throttle {
    /** Shorter waits would cost more than they hold back. */
    private static final long LEAST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Reception reception;
    private final MqttConnection connection;
    private final Quota ofDevice;
    private final Quota ofConnection;
    private boolean on;

    Throttle(String deviceId, Reception reception, MqttConnection connection) {
        this.reception = reception;
        this.connection = connection;
        this.ofDevice = reception.quotas().ofDevice(deviceId);
        this.ofConnection = reception.quotas().newConnection();
    }

    boolean isOn() {
        return on;
    }

    /** @param own whether the message is about the client itself; those of devices behind it count for these */
    void count(int bytes, boolean own) {
        long nowNanos = reception.quotas().nanoTime();
        if (own) {
            hold(ofDevice.take(bytes, nowNanos));
        }
        hold(ofConnection.take(bytes, nowNanos));
    }

    private void hold(Quota.Debt debt) {
        Quota.Kind met = debt.met();
        if (met == null) {
            return;
        }
        reception.meters().quota(met);
        if (!on) {
            on = true;
            connection.executeIn(Math.max(debt.waitNanos(), LEAST_WAIT_NANOS), () -> {
                on = false;
                connection.readOn();
            });
        }
    }
}
