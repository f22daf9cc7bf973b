package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A device or concentrator that is to join a {@link Fleet}.
 *
 * @param id client id and user name
 * @param token password
 * @param pause before it connects for the first time
 * @param sector whose status topic it tells its births and deaths on; null for a device that does not tell
 * @param devices how many devices publish through it, itself included: its memory is as large as all theirs
 * @param onFirstConnection what it sends before all else; asked once, when it is connected
 */
public record Member(
        String id,
        String token,
        Fleet.Protocol protocol,
        Duration pause,
        @Nullable String sector,
        int devices,
        Supplier<? extends Iterable<Publication>> onFirstConnection) {
    /** Without birth and will, connected at once, with nothing to remember. */
    public Member(String id, String token, Fleet.Protocol protocol) {
        this(id, token, protocol, Duration.ZERO, null, 1, List::of);
    }
}
