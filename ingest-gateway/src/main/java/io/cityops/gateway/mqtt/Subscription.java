package io.cityops.gateway.mqtt;

import io.cityops.gateway.mqtt.wire.Subscribe;

/**
 * A device's subscription to its own command topic.
 *
 * @param qos what was granted, 0 or 1
 * @param identifier told with each command; 0 for none
 */
record Subscription(int qos, int identifier, boolean retainAsPublished) {
    static final int MAX_QOS = 1;

    static Subscription of(Subscribe.Filter filter, int identifier) {
        return new Subscription(Math.min(filter.qos(), MAX_QOS), identifier, filter.retainAsPublished());
    }
}
