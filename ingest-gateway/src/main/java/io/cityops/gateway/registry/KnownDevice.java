package io.cityops.gateway.registry;

import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A registered device with its secret's hash and all that the hot path would otherwise compute for each message. */
public final class KnownDevice {
    private final Device device;
    private final @Nullable DeviceType type;
    private final byte @Nullable [] tokenSalt;
    private final byte @Nullable [] tokenHash;
    private final byte[] key;
    private final String telemetryTopic;
    private final String statusTopic;
    private final String commandTopic;

    /**
     * @param type null when the catalogue does not have it
     * @param tokenSalt null when no token was issued yet
     */
    public KnownDevice(
            Device device, @Nullable DeviceType type, byte @Nullable [] tokenSalt, byte @Nullable [] tokenHash) {
        this.device = device;
        this.type = type;
        this.tokenSalt = tokenSalt;
        this.tokenHash = tokenHash;
        this.key = device.id().getBytes(StandardCharsets.UTF_8);
        String root = "city/" + device.sector() + "/" + device.id();
        this.telemetryTopic = root + "/telemetry";
        this.statusTopic = root + "/status";
        this.commandTopic = root + "/command";
    }

    public Device device() {
        return device;
    }

    public String id() {
        return device.id();
    }

    public @Nullable DeviceType type() {
        return type;
    }

    /** The device id in UTF-8, the key of its Kafka records; not to be changed. */
    public byte[] key() {
        return key;
    }

    public String telemetryTopic() {
        return telemetryTopic;
    }

    public String statusTopic() {
        return statusTopic;
    }

    public String commandTopic() {
        return commandTopic;
    }

    public boolean hasToken() {
        return tokenSalt != null && tokenHash != null;
    }

    /** In constant time; false while no token is issued. */
    public boolean tokenMatches(byte[] token) {
        return tokenSalt != null && tokenHash != null && DeviceToken.matches(tokenSalt, tokenHash, token);
    }

    boolean sameTokenAs(KnownDevice other) {
        return Arrays.equals(tokenSalt, other.tokenSalt) && Arrays.equals(tokenHash, other.tokenHash);
    }

    boolean sameAs(KnownDevice other) {
        return device.equals(other.device) && sameTokenAs(other);
    }

    /** Whether a connection that signed in as this device before may stay after this change. */
    public boolean mayStayAs(@Nullable KnownDevice now) {
        return now != null && now.device.enabled() && sameTokenAs(now);
    }
}
