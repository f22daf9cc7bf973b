package io.cityops.localstack.city;

import io.cityops.localstack.SecretFile;
import io.cityops.localstack.process.Execution;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/**
 * The key and the self-signed certificate that the gateway shows to devices on MQTTS: made once, valid for ten years,
 * for this machine's name and its loopback address. A city puts its own in their place.
 */
record TlsKeystore(Path file, String password) {
    static TlsKeystore in(DataFolder data) throws IOException {
        Path file = data.config("tls.p12");
        SecretFile passwordFile = new SecretFile(data.config("tls-password"));
        if (!Files.exists(file)) {
            String password = Passwords.generate();
            passwordFile.write(password + "\n");
            make(file, password);
        }
        return new TlsKeystore(file, passwordFile.readIfPresent().strip());
    }

    private static void make(Path file, String password) throws IOException {
        Path building = file.resolveSibling("tls.p12.new");
        Files.deleteIfExists(building);
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Execution made = Execution.run(
                Duration.ofMinutes(1),
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=CityOps gateway",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1" + hostName(),
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        building.toString(),
                        "-storepass",
                        password));
        if (!made.succeeded()) {
            throw new IOException("the gateway's certificate could not be made: " + made.lastLine());
        }
        Files.setPosixFilePermissions(building, PosixFilePermissions.fromString("rw-------"));
        Files.move(building, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String hostName() {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            return name.matches("[A-Za-z0-9][A-Za-z0-9.-]*") && !"localhost".equals(name) ? ",dns:" + name : "";
        } catch (UnknownHostException e) {
            return "";
        }
    }
}
