package io.cityops.gateway.mqtt.wire;

/** What a CONNECT says that its sender speaks. */
public enum Protocol {
    MQTT_3_1_1,
    MQTT_5,
    /** MQTT 3.1, or a level below 4: answered as MQTT 3.1.1 wants it. */
    TOO_OLD,
    /** A level above 5, or another protocol's name with level 5: answered as MQTT 5 wants it. */
    TOO_NEW,
    /** Another protocol: not answered. */
    FOREIGN;

    private static final int LEVEL_3_1_1 = 4;
    private static final int LEVEL_5 = 5;

    static Protocol of(String name, int level) {
        if (name.equals("MQTT")) {
            return switch (level) {
                case LEVEL_3_1_1 -> MQTT_3_1_1;
                case LEVEL_5 -> MQTT_5;
                default -> level < LEVEL_3_1_1 ? TOO_OLD : TOO_NEW;
            };
        }
        if (name.equals("MQIsdp")) {
            return TOO_OLD;
        }
        return level == LEVEL_5 ? TOO_NEW : FOREIGN;
    }
}
