package io.cityops.jobs.device;

import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.SilenceSign;
import io.cityops.model.telemetry.Telemetry;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Notices, by the stream's time, that a device has not been heard for one and a half of its intervals and 5 s, and that
 * it is back. While the gateway was away nobody could be heard: each device gets the whole time anew once the ticks
 * resume. A device that was never heard is not silent but unknown.
 */
final class Silence {
    private static final long GRACE_MILLIS = Duration.ofSeconds(5).toMillis();
    /** What is not written for days is forgotten, but who is silent must be known when it comes back, or its alarm stays. */
    private static final long REMEMBER_AGAIN_MILLIS = Duration.ofDays(1).toMillis();

    private static final long PRESENCE_BEHIND_MILLIS = Duration.ofMinutes(1).toMillis();

    private final Timing timing;
    private final Ticks ticks;
    private final Consumer<Presence> presences;
    private final Consumer<SilenceSign> signs;

    Silence(Timing timing, Ticks ticks, Consumer<Presence> presences, Consumer<SilenceSign> signs) {
        this.timing = timing;
        this.ticks = ticks;
        this.presences = presences;
        this.signs = signs;
    }

    /** @return whether a timer must be set, for {@link Heard#checkAtMillis} */
    boolean hear(Telemetry message, Heard heard, boolean catchingUp) {
        if (message.receivedAtMillis() < heard.atMillis) {
            return false;
        }
        heard.atMillis = message.receivedAtMillis();
        heard.deviceType = message.deviceType();
        heard.sector = message.sector();
        heard.area = message.area();
        heard.drill = Objects.requireNonNullElse(message.drill(), "");
        heard.expectedIntervalMillis = message.expectedIntervalMillis();
        if (heard.silent) {
            heard.silent = false;
            heard.checkAtMillis = 0;
            tell(message.deviceId(), heard, false, Math.max(heard.atMillis, heard.silentSinceMillis + 1));
            write(message.deviceId(), heard);
        } else if (heard.atMillis - heard.writtenAtMillis >= presenceEveryMillis(catchingUp)) {
            write(message.deviceId(), heard);
        }
        if (heard.checkAtMillis == 0) {
            heard.checkAtMillis = heard.atMillis + allowanceMillis(heard);
            return true;
        }
        return false;
    }

    /** A stream that works off the past tells less often of it. */
    private long presenceEveryMillis(boolean catchingUp) {
        long usual = timing.presenceEvery().toMillis();
        return catchingUp ? Math.max(usual, PRESENCE_BEHIND_MILLIS) : usual;
    }

    private static long allowanceMillis(Heard heard) {
        return heard.expectedIntervalMillis + heard.expectedIntervalMillis / 2 + GRACE_MILLIS;
    }

    /**
     * The device's timer.
     *
     * @param ended whether no more will come, and so nobody can come back
     * @return whether it must be set anew, for {@link Heard#checkAtMillis}
     */
    boolean check(String deviceId, Heard heard, long streamNowMillis, boolean ended) {
        if (streamNowMillis != heard.checkAtMillis) {
            return false;
        }
        if (heard.silent) {
            heard.checkAtMillis += REMEMBER_AGAIN_MILLIS;
            return !ended;
        }
        long deadline = ticks.deadline(heard.atMillis, allowanceMillis(heard));
        if (deadline > heard.checkAtMillis) {
            heard.checkAtMillis = deadline;
            return true;
        }
        heard.checkAtMillis = deadline + REMEMBER_AGAIN_MILLIS;
        heard.silent = true;
        heard.silentSinceMillis = deadline;
        tell(deviceId, heard, true, deadline);
        write(deviceId, heard);
        return true;
    }

    /** What conditions are told of a device that is removed while it is silent: it is missed no more. */
    static Optional<SilenceSign> endingOf(String deviceId, Heard heard) {
        return heard.silent ? Optional.of(sign(deviceId, heard, false, heard.silentSinceMillis + 1)) : Optional.empty();
    }

    private void tell(String deviceId, Heard heard, boolean silent, long atMillis) {
        signs.accept(sign(deviceId, heard, silent, atMillis));
    }

    private static SilenceSign sign(String deviceId, Heard heard, boolean silent, long atMillis) {
        return new SilenceSign(deviceId, heard.deviceType, heard.sector, heard.area, heard.drill, silent, atMillis);
    }

    private void write(String deviceId, Heard heard) {
        heard.writtenAtMillis = heard.atMillis;
        presences.accept(Presence.of(deviceId, heard));
    }
}
