package io.cityops.gateway.mqtt;

import io.cityops.gateway.registry.DeviceChange;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which connection a device is signed in on: one at most, over all event loops. */
public final class Sessions {
    private final ConcurrentHashMap<String, MqttConnection> byClientId = new ConcurrentHashMap<>();

    /** @return the connection that this one takes over from; to be closed on its own event loop */
    @Nullable
    MqttConnection signIn(String clientId, MqttConnection connection) {
        return byClientId.put(clientId, connection);
    }

    /** Leaves a newer connection of the same device alone. */
    void signOut(String clientId, MqttConnection connection) {
        byClientId.remove(clientId, connection);
    }

    /** Tells the device's connection, if there is one, what the registry says of the device now. */
    public void registryChanged(DeviceChange change) {
        MqttConnection connection = byClientId.get(change.deviceId());
        if (connection != null) {
            connection.execute(() -> connection.deviceChanged(change.now()));
        }
    }
}
