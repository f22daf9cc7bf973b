package io.cityops.model.command;

import io.cityops.model.telemetry.Wire;
import java.nio.charset.StandardCharsets;

/**
 * Keys and values of the compacted Kafka topic {@code commands}. A standing command has the device id as its key, so that
 * the newest one stays; one that is given once has a key of its own beside it and does not push the standing one out.
 */
public final class CommandCodec {
    public static final String TOPIC = "commands";

    private static final int COMMAND = 'C';
    private static final int VERSION = 1;
    private static final String ONCE = "/once";

    private CommandCodec() {}

    public static byte[] key(String deviceId, boolean retain) {
        return (retain ? deviceId : deviceId + ONCE).getBytes(StandardCharsets.UTF_8);
    }

    public static String deviceId(byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        return text.endsWith(ONCE) ? text.substring(0, text.length() - ONCE.length()) : text;
    }

    public static byte[] encode(Command command) {
        return Wire.write(COMMAND, VERSION, 16 + command.payload().length, out -> {
            out.writeLong(command.issuedAtMillis());
            out.writeBoolean(command.retain());
            out.writeInt(command.payload().length);
            out.write(command.payload());
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a command */
    public static Command decode(byte[] bytes) {
        return Wire.read(
                bytes,
                COMMAND,
                VERSION,
                in -> new Command(in.readLong(), in.readBoolean(), in.readNBytes(in.readInt())));
    }
}
