package io.cityops.simulators.dialect;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The ways to write a report besides the native one: topic and payload, the same bytes for the same report. */
public enum Dialect {
    SENML(new SenMlWriting(false), Words.SENSORS),
    SENML_CBOR(new SenMlWriting(true), Words.SENSORS),
    TTN(new LoRaWriting(LoRaWriting.Network.THE_THINGS_STACK), Words.SENSORS),
    CHIRPSTACK(new LoRaWriting(LoRaWriting.Network.CHIRPSTACK), Words.SENSORS),
    SPARKPLUG(new SparkplugWriting(), Set.of("river-gauge", "flood-sensor", "rain-gauge", "noise-meter")),
    NGSI(new NgsiWriting(), Set.of("traffic-camera", "loop-detector", "air-station", "river-gauge", "flood-sensor")),
    /** Counts alone, since the hour began. */
    ONVIF(new CameraEventWriting(CameraEventWriting.Maker.ONVIF), Set.of("traffic-camera")),
    /** Counts alone, since the hour began. */
    AXIS(new CameraEventWriting(CameraEventWriting.Maker.AXIS), Set.of("traffic-camera"));

    private final Writing writing;
    private final Set<String> deviceTypes;

    Dialect(Writing writing, Set<String> deviceTypes) {
        this.writing = writing;
        this.deviceTypes = deviceTypes;
    }

    /** One way to write. */
    interface Writing {
        Letter write(Report report);
    }

    /** What goes out. */
    public record Letter(String topic, byte[] payload) {}

    public Letter write(Report report) {
        return writing.write(report);
    }

    /** Whether it has words for what devices of this type measure. */
    public boolean suits(String deviceType) {
        return deviceTypes.contains(deviceType);
    }

    /** Whether it counts since a reset instead of telling what was in the interval. */
    public boolean cumulative() {
        return this == ONVIF || this == AXIS;
    }

    /** Whether it carries the observation's number. */
    public boolean numbered() {
        return this == TTN || this == CHIRPSTACK;
    }

    /** Whether a network server writes so for the devices behind it. */
    public boolean ofNetworks() {
        return this == TTN || this == CHIRPSTACK;
    }

    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Dialect> of(String tag) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.tag().equals(tag))
                .findFirst();
    }

    /** Those for devices of a type. */
    public static List<Dialect> suiting(String deviceType) {
        return Arrays.stream(values())
                .filter(dialect -> dialect.suits(deviceType))
                .toList();
    }
}
