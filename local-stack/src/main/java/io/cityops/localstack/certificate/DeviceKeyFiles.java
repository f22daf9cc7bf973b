package io.cityops.localstack.certificate;

import io.cityops.localstack.SecretFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Locale;

/**
 * The files that are carried to a device: key and certificate as PEM and as PKCS#12, and the certificates that it needs to
 * know the gateway by. Those with a key have mode 0600.
 *
 * @param gateway the certificate that the gateway shows, or who signed it; empty when it is not known here
 */
public record DeviceKeyFiles(Path certificate, Path key, Path keystore, Path gateway) {
    /** @param gatewayPem PEM */
    public static DeviceKeyFiles write(
            Path folder, String deviceId, CertificateAuthority.Issued issued, String password, String gatewayPem)
            throws IOException {
        Files.createDirectories(folder);
        DeviceKeyFiles files = new DeviceKeyFiles(
                folder.resolve(deviceId + ".cert.pem"),
                folder.resolve(deviceId + ".key.pem"),
                folder.resolve(deviceId + ".p12"),
                folder.resolve("gateway.pem"));
        try {
            new SecretFile(files.key).write(Pem.of(issued.key()));
            writeSecret(files.keystore, keystore(deviceId, issued, password));
            Files.writeString(files.certificate, Pem.of(issued.certificate()) + Pem.of(issued.authority()));
        } catch (GeneralSecurityException e) {
            throw new IOException("the device's files could not be made", e);
        }
        if (!gatewayPem.isEmpty()) {
            Files.writeString(files.gateway, gatewayPem);
        }
        return files;
    }

    /** What a PKCS#12 keystore shows to its clients, as PEM: each entry's chain, or nothing when it cannot be read. */
    public static String shownBy(Path keystore, String password) {
        StringBuilder text = new StringBuilder();
        try {
            KeyStore store = KeyStore.getInstance(keystore.toFile(), password.toCharArray());
            for (String alias : java.util.Collections.list(store.aliases())) {
                Certificate[] chain = store.getCertificateChain(alias);
                if (chain != null) {
                    for (Certificate each : chain) {
                        text.append(Pem.of((java.security.cert.X509Certificate) each));
                    }
                }
            }
            return text.toString();
        } catch (GeneralSecurityException | IOException e) {
            return "";
        }
    }

    private static byte[] keystore(String deviceId, CertificateAuthority.Issued issued, String password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(deviceId.toLowerCase(Locale.ROOT), issued.key(), password.toCharArray(), new Certificate[] {
            issued.certificate(), issued.authority()
        });
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }

    private static void writeSecret(Path file, byte[] bytes) throws IOException {
        Path fresh = Files.createTempFile(
                java.util.Objects.requireNonNull(file.toAbsolutePath().getParent()),
                "p12",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, bytes);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
