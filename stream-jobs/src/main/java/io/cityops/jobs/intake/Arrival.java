package io.cityops.jobs.intake;

import org.jspecify.annotations.Nullable;

/** What a record of topic telemetry turned out to be: a device's message, bytes that are none, or else the gateway's tick. */
public class Arrival {
    public long receivedAtMillis;
    public @Nullable DeviceMessage message;
    public @Nullable RejectedRow foreign;

    public static Arrival message(DeviceMessage message) {
        Arrival arrival = new Arrival();
        arrival.receivedAtMillis = message.receivedAtMillis;
        arrival.message = message;
        return arrival;
    }

    public static Arrival tick(long receivedAtMillis) {
        Arrival arrival = new Arrival();
        arrival.receivedAtMillis = receivedAtMillis;
        return arrival;
    }

    public static Arrival foreign(RejectedRow row) {
        Arrival arrival = new Arrival();
        arrival.receivedAtMillis = row.receivedAtMillis;
        arrival.foreign = row;
        return arrival;
    }

    public boolean isTick() {
        return message == null && foreign == null;
    }
}
