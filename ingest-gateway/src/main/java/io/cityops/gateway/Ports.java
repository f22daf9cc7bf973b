package io.cityops.gateway;

import io.cityops.gateway.identity.TlsContexts;
import io.cityops.gateway.mqtt.MqttListener;
import io.cityops.model.settings.SettingsException;
import io.vertx.core.net.NetServerOptions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the gateway listens, by its settings. */
final class Ports {
    private Ports() {}

    static List<MqttListener.Port> of(GatewaySettings settings, @Nullable TlsContexts contexts) {
        List<MqttListener.Port> ports = new ArrayList<>();
        ports.add(new MqttListener.Port(port(settings, settings.mqttPort()), null));
        if (settings.tls() != null) {
            ports.add(new MqttListener.Port(port(settings, settings.tls().port()), contexts));
        }
        return ports;
    }

    /** Null when there is no MQTTS. */
    static @Nullable TlsContexts tls(GatewaySettings settings) {
        GatewaySettings.Tls files = settings.tls();
        if (files == null) {
            return null;
        }
        try {
            return new TlsContexts(files.keystore(), files.password(), files.clientAuthorities());
        } catch (IOException | GeneralSecurityException e) {
            throw new SettingsException("CITYOPS_TLS_KEYSTORE=" + files.keystore() + " with CITYOPS_TLS_PASSWORD, or"
                    + " CITYOPS_TLS_CLIENT_CA=" + files.clientAuthorities() + ", cannot be used: " + e.getMessage());
        }
    }

    private static NetServerOptions port(GatewaySettings settings, int port) {
        return new NetServerOptions()
                .setHost(settings.bind())
                .setPort(port)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setAcceptBacklog(4_096);
    }

    /** For who finds one of them taken. */
    static String text(GatewaySettings settings) {
        return "one of MQTT %d and HTTP %d%s on %s; stop who has it, or set CITYOPS_PORT_OFFSET"
                .formatted(
                        settings.mqttPort(),
                        settings.httpPort(),
                        settings.tls() == null
                                ? ""
                                : " and MQTTS " + settings.tls().port(),
                        settings.bind());
    }
}
