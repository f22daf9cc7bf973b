package io.cityops.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;

/** One case of a file whose head explains its lines: what is sent, and what must be answered. */
record ProtocolCase(String statement, List<String> steps) {
    private static final String WITHOUT_CERTIFICATE = "without certificate";
    private static final String GOOD = "{\"values\":{\"water_level_m\":1.5}}";

    static List<ProtocolCase> all(String resource) {
        try (InputStream in = ProtocolCase.class.getResourceAsStream(resource)) {
            List<ProtocolCase> all = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("== ")) {
                    all.add(new ProtocolCase(line.substring(3), new ArrayList<>()));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    all.getLast().steps().add(line.strip());
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isWithoutCertificate() {
        return steps.contains(WITHOUT_CERTIFICATE);
    }

    /** @return what was not as it must be */
    List<String> play(RawClient client, String id, String token) throws IOException {
        Fields fields = new Fields(id, token);
        for (String step : steps) {
            String difference = play(client, step, fields);
            if (difference != null) {
                return List.of(step + ": " + difference);
            }
        }
        return List.of();
    }

    private static String play(RawClient client, String step, Fields fields) throws IOException {
        if (step.startsWith("connect ")) {
            client.sendRaw(fields.connect(step.charAt(8) - '0'));
            return expect(client, "20: 0000 ..", false);
        }
        if (step.startsWith("> ")) {
            client.sendRaw(fields.packet(step.substring(2)));
        } else if (step.startsWith("raw> ")) {
            client.sendRaw(fields.bytes(step.substring(5)));
        } else if (step.startsWith("slow> ")) {
            for (byte each : fields.packet(step.substring(6))) {
                client.sendRaw(each);
            }
        } else if (step.startsWith("< ")) {
            return expect(client, fields.filledIn(step.substring(2)), false);
        } else if (step.startsWith("at last < ")) {
            return expect(client, fields.filledIn(step.substring(10)), true);
        } else if (step.equals("closed")) {
            String read = read(client);
            return read.equals("closed") ? null : "it sent " + read;
        } else if (!step.equals(WITHOUT_CERTIFICATE)) {
            throw new IllegalArgumentException("no step: " + step);
        }
        return null;
    }

    private static String expect(RawClient client, String packet, boolean afterOthers) throws IOException {
        String pattern = packet.replace(" ", "");
        String read;
        do {
            read = read(client);
            boolean matches = pattern.endsWith("..")
                    ? read.startsWith(pattern.substring(0, pattern.length() - 2))
                    : read.equals(pattern);
            if (matches) {
                return null;
            }
        } while (afterOthers && read.contains(":"));
        return "it was " + read;
    }

    private static String read(RawClient client) throws IOException {
        try {
            return client.read().hex().replace(" ", "");
        } catch (SocketTimeoutException e) {
            return "nothing";
        } catch (EOFException | SocketException | SSLException e) {
            return "closed";
        }
    }

    /** What stands in braces. */
    private record Fields(String id, String token) {
        byte[] packet(String firstAndBody) {
            String[] parts = firstAndBody.split(":", -1);
            byte[] body = bytes(parts[1]);
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.writeBytes(bytes(parts[0]));
            int length = body.length;
            do {
                packet.write(length % 128 | (length > 127 ? 128 : 0));
                length /= 128;
            } while (length > 0);
            packet.writeBytes(body);
            return packet.toByteArray();
        }

        byte[] connect(int version) {
            return packet(
                    "10: 0004 4d515454 0" + version + " c2 003c " + (version == 5 ? "00 " : "") + "{id}{id}{token}");
        }

        byte[] bytes(String text) {
            return HexFormat.of().parseHex(filledIn(text).replace(" ", ""));
        }

        String filledIn(String text) {
            if (!text.contains("{")) {
                return text;
            }
            return text.replace("{id}", field(id))
                    .replace("{token}", field(token))
                    .replace("{telemetry}", field("city/water/" + id + "/telemetry"))
                    .replace("{status}", field("city/water/" + id + "/status"))
                    .replace("{command}", field("city/water/" + id + "/command"))
                    .replace("{good}", hex(GOOD.getBytes(StandardCharsets.UTF_8)))
                    .replace("{connect 4}", text.contains("{connect 4}") ? hex(connect(4)) : "")
                    .replace("{200 publishes}", text.contains("{200 publishes}") ? hex(publishes(200)) : "");
        }

        private byte[] publishes(int count) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int packetId = 1; packetId <= count; packetId++) {
                all.writeBytes(packet("32: {telemetry} %04x 00 {good}".formatted(packetId)));
            }
            return all.toByteArray();
        }

        private static String field(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return "%04x".formatted(utf8.length) + hex(utf8);
        }

        private static String hex(byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
    }

    @Override
    public String toString() {
        return statement;
    }
}
