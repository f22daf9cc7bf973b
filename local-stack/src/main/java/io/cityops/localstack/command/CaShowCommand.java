package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.certificate.CertificateAuthority;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "Shows the authority's certificate.")
final class CaShowCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Override
    public Integer call() throws Exception {
        if (!CertificateAuthority.exists(city.settings().data().resolve("config"))) {
            throw new StackFailure("there is no certificate authority yet", "Make it with: ./cityops ca init");
        }
        print(city.city().authority());
        return 0;
    }

    static void print(CertificateAuthority authority) throws Exception {
        X509Certificate certificate = authority.certificate();
        byte[] fingerprint = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        System.out.println("file: " + authority.file());
        System.out.println("subject: " + certificate.getSubjectX500Principal().getName());
        System.out.println("expires: " + certificate.getNotAfter().toInstant());
        System.out.println(
                "sha-256: " + HexFormat.ofDelimiter(":").withUpperCase().formatHex(fingerprint));
        System.out.print(Files.readString(authority.file()));
    }
}
