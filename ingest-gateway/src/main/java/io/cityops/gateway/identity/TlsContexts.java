package io.cityops.gateway.identity;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What TLS needs: the gateway's key and certificate, and the authorities whose client certificates are taken. Both files
 * may be replaced while the gateway runs; handshakes from then on use the new ones, and open connections stay. Files that
 * cannot be used are told once, and the ones before stay in use.
 */
public final class TlsContexts {
    private static final Logger log = LoggerFactory.getLogger(TlsContexts.class);

    private final Path keystore;
    private final char[] password;
    private final @Nullable Path clientAuthorities;
    private volatile Loaded loaded;
    private byte[] refused = new byte[0];

    /** What the files held, by which a change is seen. */
    private record Loaded(byte[] keystore, byte[] authorities, SslContext context, Instant validUntil) {}

    /**
     * @param keystore PKCS#12
     * @param clientAuthorities certificates in PEM; null when client certificates are not asked for
     */
    public TlsContexts(Path keystore, String password, @Nullable Path clientAuthorities)
            throws IOException, GeneralSecurityException {
        this.keystore = keystore;
        this.password = password.toCharArray();
        this.clientAuthorities = clientAuthorities;
        this.loaded = load(Files.readAllBytes(keystore), authorities());
    }

    /** For the next handshake. */
    public SslContext current() {
        return loaded.context;
    }

    /** When the gateway's own certificate expires. */
    public Instant validUntil() {
        return loaded.validUntil;
    }

    /** Looks whether the files have changed; called about once a second, by one thread at a time. */
    public void refresh() {
        byte[] key = new byte[0];
        try {
            key = Files.readAllBytes(keystore);
            byte[] authorities = authorities();
            Loaded before = loaded;
            if (Arrays.equals(key, before.keystore) && Arrays.equals(authorities, before.authorities)) {
                return;
            }
            Loaded now = load(key, authorities);
            loaded = now;
            log.info("TLS files were replaced; new handshakes use them, certificate valid until {}", now.validUntil);
        } catch (IOException | GeneralSecurityException e) {
            if (!Arrays.equals(key, refused)) {
                refused = key;
                log.warn("TLS files were replaced by what cannot be used, the ones before stay: {}", e.toString());
            }
        }
    }

    private byte[] authorities() throws IOException {
        return clientAuthorities == null ? new byte[0] : Files.readAllBytes(clientAuthorities);
    }

    private Loaded load(byte[] key, byte[] authorities) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(key), password);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SslContextBuilder builder = SslContextBuilder.forServer(keys).sslProvider(SslProvider.JDK);
        if (authorities.length > 0) {
            X509Certificate[] trusted =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(authorities))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toArray(X509Certificate[]::new);
            builder.trustManager(trusted).clientAuth(ClientAuth.OPTIONAL);
        }
        return new Loaded(key, authorities, builder.build(), validUntil(store));
    }

    private static Instant validUntil(KeyStore store) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate own) {
                return own.getNotAfter().toInstant();
            }
        }
        throw new GeneralSecurityException("the keystore has no key with a certificate");
    }
}
