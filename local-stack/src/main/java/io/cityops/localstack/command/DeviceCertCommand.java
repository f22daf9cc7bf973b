package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.certificate.CertificateAuthority;
import io.cityops.localstack.certificate.DeviceKeyFiles;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.registry.Registry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "cert",
        description = {
            "Issues a key and a client certificate, with which the device signs in on MQTTS instead of its token.",
            "Writes ID.cert.pem, ID.key.pem, ID.p12 and gateway.pem, by which it knows the gateway."
        })
final class DeviceCertCommand implements Callable<Integer> {
    private static final int MAX_DAYS = 3_650;

    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ID", description = "The device's id.")
    private String id = "";

    @Option(names = "--days", description = "How long it is valid (default: ${DEFAULT-VALUE}).", defaultValue = "825")
    private int days;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "Where to write the files.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws Exception {
        if (days < 1 || days > MAX_DAYS) {
            throw new StackFailure("--days " + days + " is out of range", "Allowed is 1 to " + MAX_DAYS);
        }
        RunningCity running = city.city();
        try (Registry registry = running.registry()) {
            if (registry.registered(List.of(id)).isEmpty()) {
                throw new StackFailure(
                        "there is no device '" + id + "'",
                        "Register it with: ./cityops device add " + id + " --type TYPE --area CODE");
            }
            CertificateAuthority.Issued issued = running.authority().issue(id, Instant.now(), Duration.ofDays(days));
            // The registry first: a certificate that is handed out must be known, or it could not be revoked by its id.
            registry.addCertificate(
                    issued.serial(), id, issued.certificate().getNotAfter().toInstant());
            write(running, issued);
        }
        return 0;
    }

    private void write(RunningCity running, CertificateAuthority.Issued issued) throws Exception {
        String password = RunningCity.newPassword();
        DeviceKeyFiles files = DeviceKeyFiles.write(out, id, issued, password, running.gatewayCertificates());
        System.out.println("device: " + id);
        System.out.println("serial: " + issued.serial());
        System.out.println("expires: " + issued.certificate().getNotAfter().toInstant());
        System.out.println("certificate: " + files.certificate());
        System.out.println("key: " + files.key());
        System.out.println("keystore: " + files.keystore());
        System.out.println("keystore password: " + password);
        if (Files.exists(files.gateway())) {
            System.out.println("gateway: " + files.gateway());
        }
    }
}
