package io.cityops.simulators.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.Dice;
import java.io.IOException;
import java.time.Instant;

/** A LoRaWAN network server's uplink: the decoded payload among what the radio knows. */
final class LoRaWriting implements Dialect.Writing {
    private static final Dice DICE = new Dice(0).of("radio");
    private static final long COUNTS = 1L << 32;

    private final Network network;

    /** Whose server. */
    enum Network {
        THE_THINGS_STACK,
        CHIRPSTACK
    }

    LoRaWriting(Network network) {
        this.network = network;
    }

    @Override
    public Dialect.Letter write(Report report) {
        return network == Network.CHIRPSTACK ? chirpStack(report) : theThingsStack(report);
    }

    private static Dialect.Letter theThingsStack(Report report) {
        Observation observation = report.observation();
        byte[] payload = Words.json(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("end_device_ids");
            json.writeStringField("device_id", report.name());
            json.writeObjectFieldStart("application_ids");
            json.writeStringField("application_id", "city-sensors");
            json.writeEndObject();
            json.writeEndObject();
            json.writeStringField("received_at", time(observation) + "421Z");
            json.writeObjectFieldStart("uplink_message");
            json.writeNumberField("f_port", 2);
            count(json, "f_cnt", observation);
            json.writeFieldName("decoded_payload");
            fields(json, observation);
            json.writeArrayFieldStart("rx_metadata");
            json.writeStartObject();
            json.writeNumberField("rssi", rssi(report));
            json.writeEndObject();
            json.writeEndArray();
            json.writeStringField("received_at", time(observation) + "Z");
            json.writeEndObject();
            json.writeEndObject();
        });
        return new Dialect.Letter("v3/city-sensors@ttn/devices/" + report.name() + "/up", payload);
    }

    private static Dialect.Letter chirpStack(Report report) {
        Observation observation = report.observation();
        byte[] payload = Words.json(json -> {
            json.writeStartObject();
            json.writeStringField("time", time(observation) + "+00:00");
            json.writeObjectFieldStart("deviceInfo");
            json.writeStringField("applicationName", "city-sensors");
            json.writeStringField("deviceName", report.name());
            json.writeStringField("devEui", eui(report.name()));
            json.writeEndObject();
            json.writeNumberField("dr", 5);
            count(json, "fCnt", observation);
            json.writeNumberField("fPort", 2);
            json.writeFieldName("object");
            fields(json, observation);
            json.writeArrayFieldStart("rxInfo");
            json.writeStartObject();
            json.writeNumberField("rssi", rssi(report));
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        });
        return new Dialect.Letter("application/city-sensors/device/" + eui(report.name()) + "/event/up", payload);
    }

    /** A device whose name is an EUI has that; the others have one made of their name. */
    private static String eui(String name) {
        return name.matches("[0-9a-fA-F]{16}") ? name : "%016x".formatted(Dice.keyOf(name));
    }

    private static void fields(JsonGenerator json, Observation observation) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < observation.measures().length; i++) {
            Words.number(
                    json,
                    Words.sensorField(observation.measures()[i]),
                    observation.values()[i]);
        }
        json.writeEndObject();
    }

    /** Zero is left out, as both servers do. */
    private static void count(JsonGenerator json, String name, Observation observation) throws IOException {
        long count = Math.floorMod(observation.seq(), COUNTS);
        if (count != 0) {
            json.writeNumberField(name, count);
        }
    }

    /** Always with milliseconds and without its zone. */
    private static String time(Observation observation) {
        long millis = observation.observedAtMillis();
        String seconds = Instant.ofEpochSecond(Math.floorDiv(millis, 1000)).toString();
        return "%s.%03d".formatted(seconds.substring(0, seconds.length() - 1), Math.floorMod(millis, 1000));
    }

    private static int rssi(Report report) {
        return -60
                - DICE.below(55, Dice.keyOf(report.name()), report.observation().seq());
    }
}
