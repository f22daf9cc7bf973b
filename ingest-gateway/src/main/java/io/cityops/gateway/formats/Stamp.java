package io.cityops.gateway.formats;

import io.cityops.model.catalogue.FormatMapping;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.RejectReason;
import org.jspecify.annotations.Nullable;

/** When something was seen, and its number in the order of what the device has sent. */
final class Stamp {
    private Stamp() {}

    /** Null when the message does not tell a time. */
    static @Nullable Long observedAt(Sighting sighting, FormatMapping mapping) throws Unreadable {
        if (sighting.observedAtMillis() != null) {
            return sighting.observedAtMillis();
        }
        for (String path : mapping.times()) {
            Object value = sighting.lookup(path);
            if (value != null && !"".equals(value)) {
                return Moments.parse(value, mapping.zone());
            }
        }
        return null;
    }

    /** Both in epoch milliseconds. */
    static void checkAge(long observedAt, long receivedAt) throws Unreadable {
        if (observedAt > receivedAt + NativePayload.MAX_AHEAD.toMillis()) {
            throw new Unreadable(
                    RejectReason.FUTURE_TIMESTAMP,
                    "the time is " + (observedAt - receivedAt) / 1000 + " s ahead of the gateway, allowed are "
                            + NativePayload.MAX_AHEAD.toSeconds() + " s");
        }
        if (observedAt < receivedAt - NativePayload.MAX_AGE.toMillis()) {
            throw new Unreadable(
                    RejectReason.TOO_OLD,
                    "the time is " + (receivedAt - observedAt) / 3_600_000 + " h old, allowed are "
                            + NativePayload.MAX_AGE.toHours() + " h");
        }
    }

    static long sequence(Sighting sighting, FormatMapping mapping) throws Unreadable {
        if (mapping.sequence().isEmpty()) {
            return sighting.seq();
        }
        Object value = sighting.lookup(mapping.sequence());
        if (value == null) {
            Long absent = mapping.sequenceAbsent();
            return absent == null ? sighting.seq() : absent;
        }
        try {
            long number = value instanceof Number whole ? whole.longValue() : Long.parseLong(String.valueOf(value));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Unreadable.malformed(mapping.sequence() + " must be a whole number, 0 or greater");
    }
}
