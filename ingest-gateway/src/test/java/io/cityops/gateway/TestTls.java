package io.cityops.gateway;

import io.cityops.localstack.certificate.CertificateAuthority;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The gateway's TLS files, the authority of its devices, and sockets of clients that come with a certificate or without. */
final class TestTls {
    static final String PASSWORD = "keystore-password";

    private final Path directory;
    private final CertificateAuthority authority;

    TestTls(Path directory) throws IOException, GeneralSecurityException {
        this.directory = directory;
        this.authority = CertificateAuthority.in(Files.createDirectories(directory.resolve("ours")), Instant.now());
        replaceServerCertificate();
    }

    Path keystore() {
        return directory.resolve("tls.p12");
    }

    Path clientAuthority() {
        return authority.file();
    }

    /** @return the new one, which the gateway is to show from now on */
    X509Certificate replaceServerCertificate() throws IOException, GeneralSecurityException {
        Path fresh = directory.resolve("tls.p12.new");
        Files.deleteIfExists(fresh);
        keytool(
                "-genkeypair -alias key -keyalg EC -groupname secp256r1 -validity 1 -dname CN=gateway -ext"
                        + " san=ip:127.0.0.1,dns:localhost -ext eku=serverAuth -storetype PKCS12 -storepass "
                        + PASSWORD,
                fresh);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(fresh)) {
            store.load(in, PASSWORD.toCharArray());
        }
        X509Certificate certificate = (X509Certificate) store.getCertificate("key");
        String pem = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
        Files.writeString(serverCertificate(), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        Files.move(fresh, keystore(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        return certificate;
    }

    /** In PEM, for clients that are to trust it. */
    Path serverCertificate() {
        return directory.resolve("tls.crt");
    }

    /** The key of {@link #serverCertificate}, in PEM, for another server that is to show it. */
    Path serverKey(Path folder) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keystore())) {
            store.load(in, PASSWORD.toCharArray());
        }
        byte[] key = store.getKey("key", PASSWORD.toCharArray()).getEncoded();
        String pem = Base64.getMimeEncoder().encodeToString(key);
        return Files.writeString(
                folder.resolve("server.key"), "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    }

    private static void keytool(String arguments, Path keystore) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-keystore", keystore.toString()));
        try {
            if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
                throw new IOException("keytool failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    CertificateAuthority.Issued issue(String deviceId, Duration validity) throws IOException {
        return authority.issue(deviceId, Instant.now(), validity);
    }

    CertificateAuthority.Issued issueByAStranger(String deviceId) throws IOException {
        Path elsewhere = Files.createDirectories(directory.resolve("stranger"));
        return CertificateAuthority.in(elsewhere, Instant.now()).issue(deviceId, Instant.now(), Duration.ofDays(1));
    }

    /** @param certificate null for a client that shows none */
    static SSLSocket connect(int port, CertificateAuthority.Issued certificate)
            throws IOException, GeneralSecurityException {
        Socket plain = new Socket("127.0.0.1", port);
        SSLSocket socket =
                (SSLSocket) context(certificate).getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    /**
     * For clients that take whatever the gateway shows.
     *
     * @param certificate null for one that shows none
     */
    static SSLContext context(CertificateAuthority.Issued certificate) throws IOException, GeneralSecurityException {
        KeyManager[] keys = certificate == null ? null : keys(certificate).getKeyManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {new Trusting()}, null);
        return context;
    }

    static KeyManagerFactory keys(CertificateAuthority.Issued certificate)
            throws IOException, GeneralSecurityException {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keystore(certificate), PASSWORD.toCharArray());
        return factory;
    }

    /** For clients that trust the certificate of now. */
    TrustManagerFactory trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(serverCertificate())) {
            store.setCertificateEntry(
                    "gateway", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore keystore(CertificateAuthority.Issued issued) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                "key", issued.key(), PASSWORD.toCharArray(), new Certificate[] {issued.certificate(), issued.authority()
                });
        return store;
    }

    /** The tests ask what the gateway shows, they do not doubt it. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            throw new UnsupportedOperationException("this is a client");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {
            // whatever it shows
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
