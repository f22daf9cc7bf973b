package io.cityops.gateway.mqtt;

import io.cityops.model.command.Command;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The standing command of each device that has one. Written by the thread that reads Kafka, read from any. */
final class CommandBook {
    private final Map<String, Command> standing = new ConcurrentHashMap<>();

    void record(String deviceId, Command command) {
        if (command.clears()) {
            standing.remove(deviceId);
        } else if (command.retain()) {
            standing.put(deviceId, command);
        }
    }

    void remove(String deviceId) {
        standing.remove(deviceId);
    }

    @Nullable
    Command standing(String deviceId) {
        return standing.get(deviceId);
    }
}
