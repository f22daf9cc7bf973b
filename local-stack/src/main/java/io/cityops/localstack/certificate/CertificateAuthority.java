package io.cityops.localstack.certificate;

import io.cityops.localstack.SecretFile;
import io.cityops.localstack.StackFailure;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Issues client certificates whose common name is the device's id. Its key lies beside its certificate in the city's
 * {@code config} folder, readable by its owner only; whoever has it can sign in as any device.
 */
public final class CertificateAuthority {
    private static final String SIGNATURE = "SHA256withECDSA";
    private static final Duration OWN_VALIDITY = Duration.ofDays(3_650);
    /** A clock that is a little behind must not find a new certificate not yet valid. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private static final int SERIAL_BITS = 127;

    private final Path file;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private CertificateAuthority(Path file, X509Certificate certificate, PrivateKey key) {
        this.file = file;
        this.certificate = certificate;
        this.key = key;
    }

    /** What is to be handed to a device. */
    public record Issued(PrivateKey key, X509Certificate certificate, X509Certificate authority) {
        public String serial() {
            return certificate.getSerialNumber().toString(16);
        }
    }

    /** Where the authority's certificate lies in a {@code config} folder, whether it was made yet or not. */
    public static Path certificateFile(Path config) {
        return config.resolve("client-ca.pem");
    }

    public static boolean exists(Path config) {
        return Files.exists(certificateFile(config));
    }

    /** The one that the folder has, or a new one. */
    public static CertificateAuthority in(Path config, Instant now) throws IOException {
        Path file = certificateFile(config);
        SecretFile keyFile = new SecretFile(config.resolve("client-ca.key.pem"));
        try {
            if (!Files.exists(file)) {
                make(file, keyFile, now);
            }
            return new CertificateAuthority(
                    file, Pem.certificate(Files.readString(file)), Pem.privateKey(keyFile.readIfPresent()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new StackFailure(
                    "the certificate authority in " + config + " cannot be used (" + e.getMessage() + ")",
                    "Put client-ca.pem and client-ca.key.pem back as they were, or move both away to make a new one",
                    e);
        }
    }

    public Path file() {
        return file;
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A new key, and a certificate for it that is good for signing in as this device until it expires. */
    public Issued issue(String deviceId, Instant now, Duration validity) throws IOException {
        try {
            KeyPair pair = newKeyPair();
            X500Principal device = new X500Principal("CN=" + deviceId);
            JcaX509v3CertificateBuilder request =
                    request(certificate.getSubjectX500Principal(), device, pair.getPublic(), now, validity);
            request.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            request.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            request.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            request.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
            return new Issued(pair.getPrivate(), sign(request, key), certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the certificate could not be made", e);
        }
    }

    private static void make(Path file, SecretFile keyFile, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPair pair = newKeyPair();
        X500Principal name = new X500Principal("CN=CityOps device authority");
        JcaX509v3CertificateBuilder request = request(name, name, pair.getPublic(), now, OWN_VALIDITY);
        request.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        request.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        request.addExtension(
                Extension.subjectKeyIdentifier,
                false,
                new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
        // The key first: a certificate in place says that the authority is there.
        keyFile.write(Pem.of(pair.getPrivate()));
        new SecretFile(file).write(Pem.of(sign(request, pair.getPrivate())));
    }

    private static KeyPair newKeyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static JcaX509v3CertificateBuilder request(
            X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Duration validity) {
        BigInteger serial = new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS);
        return new JcaX509v3CertificateBuilder(
                issuer, serial, Date.from(now.minus(CLOCK_TOLERANCE)), Date.from(now.plus(validity)), subject, key);
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder request, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(request.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    }
}
