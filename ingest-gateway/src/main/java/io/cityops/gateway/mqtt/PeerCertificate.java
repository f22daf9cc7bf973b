package io.cityops.gateway.mqtt;

import io.cityops.gateway.identity.ClientCertificate;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The certificate that a client has shown in the TLS handshake. */
final class PeerCertificate {
    private PeerCertificate() {}

    /** Null when it showed none, or when there is no TLS. */
    static @Nullable ClientCertificate of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            return null;
        }
        try {
            return tls.engine().getSession().getPeerCertificates()[0] instanceof X509Certificate shown
                    ? ClientCertificate.of(shown)
                    : null;
        } catch (SSLPeerUnverifiedException e) {
            return null;
        }
    }
}
