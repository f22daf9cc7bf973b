package io.cityops.simulators.load;

/** The version of MQTT that the load speaks. */
public enum MqttProtocol {
    V3_1_1("3.1.1", 4),
    V5("5", 5);

    private final String label;
    private final int level;

    MqttProtocol(String label, int level) {
        this.label = label;
        this.level = level;
    }

    /** The protocol level byte of CONNECT. */
    int level() {
        return level;
    }

    static MqttProtocol of(String text) {
        for (MqttProtocol each : values()) {
            if (each.label.equals(text)) {
                return each;
            }
        }
        throw new IllegalArgumentException("--protocol " + text + ": allowed is 3.1.1 or 5");
    }

    @Override
    public String toString() {
        return label;
    }
}
