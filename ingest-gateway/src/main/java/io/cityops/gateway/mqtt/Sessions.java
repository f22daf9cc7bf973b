package io.cityops.gateway.mqtt;

import io.cityops.gateway.kafka.CommandFeed;
import io.cityops.gateway.kafka.Takeovers;
import io.cityops.gateway.mqtt.wire.Will;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.CommandOutcome;
import io.cityops.gateway.operations.GatewayMeters;
import io.cityops.gateway.registry.DeviceChange;
import io.cityops.model.command.Command;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which connection a device is signed in on, one at most over all event loops, and the sessions of all devices. */
public final class Sessions implements CommandFeed.Recipients, Takeovers.Listener {
    private final Clock clock;
    private final LastWills wills;
    private final GatewayMeters meters;
    private final CommandBook book = new CommandBook();
    private final ConcurrentHashMap<String, MqttConnection> connections = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();

    public Sessions(Clock clock, LastWills wills, GatewayMeters meters) {
        this.clock = clock;
        this.wills = wills;
        this.meters = meters;
    }

    /** @param present whether the client had left it behind */
    record Opened(Session session, boolean present) {}

    public int size() {
        return sessions.size();
    }

    /** @return the connection that this one takes over from; to be closed on its own event loop before {@link #open} */
    @Nullable
    MqttConnection signIn(String deviceId, MqttConnection connection) {
        return connections.put(deviceId, connection);
    }

    /** Leaves a newer connection of the same device alone. */
    void signOut(String deviceId, MqttConnection connection) {
        connections.remove(deviceId, connection);
    }

    /** The connection that the device is signed in on now. */
    @Nullable
    MqttConnection connectionOf(String deviceId) {
        return connections.get(deviceId);
    }

    /** The session that the client left behind, or a new one. */
    Opened open(String deviceId, boolean cleanStart, long expirySeconds) {
        Session before = sessions.get(deviceId);
        if (before != null && !cleanStart && !before.isOver(clock.millis())) {
            before.resume(expirySeconds);
            return new Opened(before, true);
        }
        if (before != null) {
            end(before);
        }
        Session fresh = new Session(deviceId, expirySeconds);
        sessions.put(deviceId, fresh);
        return new Opened(fresh, false);
    }

    /**
     * The session's connection is gone.
     *
     * @param will null when it ended in order
     */
    void leave(Session session, @Nullable Will will) {
        long nowMillis = clock.millis();
        Will due = session.leave(nowMillis, will);
        if (due != null) {
            wills.publish(session.deviceId(), due);
        }
        if (session.isOver(nowMillis)) {
            end(session);
        }
    }

    /** Ends sessions whose time is over and publishes wills that are due; called about once a second. */
    public void sweep() {
        long nowMillis = clock.millis();
        for (Session session : sessions.values()) {
            Will due = session.takeDueWill(nowMillis);
            if (due != null) {
                wills.publish(session.deviceId(), due);
            }
            if (session.isOver(nowMillis)) {
                end(session);
            }
        }
    }

    /** A command was given; from any thread, but one at a time for a device. */
    @Override
    public void command(String deviceId, Command command) {
        book.record(deviceId, command);
        Session session = sessions.get(deviceId);
        if (session == null || command.clears()) {
            return;
        }
        MqttConnection connection = connections.get(deviceId);
        for (int dropped = session.commands().offer(command, false, connection != null); dropped > 0; dropped--) {
            meters.command(CommandOutcome.DROPPED);
        }
        if (connection != null) {
            connection.execute(connection::sendCommands);
        }
    }

    /** A command as Kafka had it when the gateway started: only the standing ones matter. */
    @Override
    public void earlierCommand(String deviceId, Command command) {
        book.record(deviceId, command);
    }

    @Override
    public void commandRemoved(String deviceId) {
        book.remove(deviceId);
    }

    @Nullable
    Command standingCommand(String deviceId) {
        return book.standing(deviceId);
    }

    /** Tells the device's connection, if there is one, what the registry says of the device now. */
    public void registryChanged(DeviceChange change) {
        MqttConnection connection = connections.get(change.deviceId());
        if (connection != null) {
            connection.execute(() -> connection.deviceChanged(change.now()));
        }
        if (change.now() == null) {
            sessions.remove(change.deviceId());
        }
    }

    /** The device is on another gateway now: what it has here is over, and its waiting will is not to be published. */
    @Override
    public void signedInElsewhere(String deviceId, long number) {
        MqttConnection connection = connections.get(deviceId);
        Session session = sessions.get(deviceId);
        if (connection == null && session != null) {
            sessions.remove(deviceId, session);
        } else if (connection != null && number != 0) {
            connection.execute(() -> {
                if (connection.signInNumber() == number) {
                    connection.close(CloseCause.TAKEN_OVER);
                    if (session != null) {
                        sessions.remove(deviceId, session);
                    }
                }
            });
        }
    }

    private void end(Session session) {
        if (sessions.remove(session.deviceId(), session)) {
            Will waiting = session.takeWill();
            if (waiting != null) {
                wills.publish(session.deviceId(), waiting);
            }
        }
    }
}
