package io.cityops.gateway.formats;

/** What the sender of a message is asked in return, if it has subscribed to the topic. */
public record Request(String topic, byte[] payload) {}
