package io.cityops.gateway.mqtt.wire;

/**
 * A last will.
 *
 * @param delaySeconds how long after the connection's end it is published, unless the client is back before
 */
public record Will(String topic, byte[] payload, int qos, boolean retain, long delaySeconds) {}
