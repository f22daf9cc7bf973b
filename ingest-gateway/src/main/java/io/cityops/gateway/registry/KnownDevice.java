package io.cityops.gateway.registry;

import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceToken;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A registered device with its secret's hash and all that the hot path would otherwise compute for each message. */
public final class KnownDevice {
    private final Device device;
    private final @Nullable DeviceType type;
    private final byte @Nullable [] tokenSalt;
    private final byte @Nullable [] tokenHash;
    private final @Nullable String concentrator;
    private final @Nullable String externalId;
    private final byte[] key;
    private final String topicRoot;
    private final String telemetryTopic;
    private final String statusTopic;
    private final String snapshotTopic;
    private final String commandTopic;

    /** A device that only speaks for itself. */
    public KnownDevice(
            Device device, @Nullable DeviceType type, byte @Nullable [] tokenSalt, byte @Nullable [] tokenHash) {
        this(device, type, tokenSalt, tokenHash, null, null);
    }

    /**
     * @param type null when the catalogue does not have it
     * @param tokenSalt null when no token was issued yet
     * @param concentrator the id of the device that may publish for this one too; null when none may
     * @param externalId how its concentrator calls it; null when it has no name of its own there
     */
    public KnownDevice(
            Device device,
            @Nullable DeviceType type,
            byte @Nullable [] tokenSalt,
            byte @Nullable [] tokenHash,
            @Nullable String concentrator,
            @Nullable String externalId) {
        this.device = device;
        this.type = type;
        this.tokenSalt = tokenSalt;
        this.tokenHash = tokenHash;
        this.concentrator = concentrator;
        this.externalId = externalId;
        this.key = device.id().getBytes(StandardCharsets.UTF_8);
        this.topicRoot = "city/" + device.sector() + "/" + device.id() + "/";
        this.telemetryTopic = topicRoot + "telemetry";
        this.statusTopic = topicRoot + "status";
        this.snapshotTopic = topicRoot + "snapshot";
        this.commandTopic = topicRoot + "command";
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

    public @Nullable String concentrator() {
        return concentrator;
    }

    public @Nullable String externalId() {
        return externalId;
    }

    /** Whether it is a camera. */
    public boolean sendsStills() {
        return type != null && type.sendsStills();
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

    public String snapshotTopic() {
        return snapshotTopic;
    }

    public String commandTopic() {
        return commandTopic;
    }

    boolean speaksThrough(KnownDevice other) {
        return other.id().equals(concentrator);
    }

    /** Whether the topic is one of this device's own. */
    boolean owns(String topic) {
        return topic.startsWith(topicRoot);
    }

    public boolean hasToken() {
        return tokenSalt != null && tokenHash != null;
    }

    /** In constant time; false while no token is issued. */
    public boolean tokenMatches(byte[] token) {
        return tokenSalt != null && tokenHash != null && DeviceToken.matches(tokenSalt, tokenHash, token);
    }

    public boolean sameTokenAs(KnownDevice other) {
        return Arrays.equals(tokenSalt, other.tokenSalt) && Arrays.equals(tokenHash, other.tokenHash);
    }

    boolean sameAs(KnownDevice other) {
        return device.equals(other.device)
                && sameTokenAs(other)
                && Objects.equals(concentrator, other.concentrator)
                && Objects.equals(externalId, other.externalId)
                && Objects.equals(type, other.type);
    }
}
