package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.certificate.Serial;
import io.cityops.localstack.registry.Registry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "Makes a certificate worthless, or all of a device's, and cuts off who is signed in with it.")
final class DeviceRevokeCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(
            paramLabel = "SERIAL|ID",
            description = "A certificate's serial number in hexadecimal, or the id of the device whose it is.")
    private String which = "";

    @Override
    public Integer call() throws Exception {
        try (Registry registry = city.city().registry()) {
            if (registry.registered(List.of(which)).isEmpty()) {
                revokeSerial(registry);
            } else {
                revokeAllOf(registry, which);
            }
        }
        return 0;
    }

    private void revokeSerial(Registry registry) throws Exception {
        Optional<String> serial = Serial.parse(which);
        if (serial.isEmpty()) {
            throw new StackFailure(
                    "'" + which + "' is neither a registered device nor a serial number",
                    "Serial numbers are hexadecimal; openssl x509 -noout -serial shows a certificate's");
        }
        String device = registry.deviceOfCertificate(serial.get());
        registry.revoke(List.of(serial.get()));
        System.out.println("revoked: " + serial.get()
                + (device == null ? " (not issued here; a certificate of another authority)" : " of " + device));
    }

    private static void revokeAllOf(Registry registry, String deviceId) throws Exception {
        List<String> serials = registry.certificatesOf(deviceId);
        if (serials.isEmpty()) {
            throw new StackFailure(
                    "no valid certificate of device '" + deviceId + "' was issued here",
                    "One of another authority is revoked by its serial number");
        }
        registry.revoke(serials);
        serials.forEach(serial -> System.out.println("revoked: " + serial + " of " + deviceId));
    }
}
