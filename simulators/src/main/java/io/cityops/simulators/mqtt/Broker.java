package io.cityops.simulators.mqtt;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Where devices connect to.
 *
 * @param url such as {@code tcp://127.0.0.1:1883} or {@code ssl://host:8883}
 * @param sockets for {@code ssl://}: whom to trust; null for whom Java trusts
 */
public record Broker(String url, @Nullable SSLSocketFactory sockets) {
    public static Broker at(String url) {
        return new Broker(url, null);
    }
}
