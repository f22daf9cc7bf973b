package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.registry.DeviceRow;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "add", description = "Registers a device and prints its token, once.")
final class DeviceAddCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "ID", description = "Its id: also its user name and its client id in MQTT.")
    private String id = "";

    @Option(names = "--type", required = true, description = "Its type in the catalogue, such as river-gauge.")
    private String type = "";

    @Option(names = "--area", required = true, description = "The code of the ward where it stands.")
    private String area = "";

    @Option(names = "--lat", description = "Degrees north, WGS 84.")
    private String lat = "";

    @Option(names = "--lon", description = "Degrees east, WGS 84.")
    private String lon = "";

    @Option(names = "--interval", description = "How often it reports, such as 30s or 5m (default: its type's).")
    private String interval = "";

    @Option(names = "--concentrator", paramLabel = "ID", description = "The registered device that publishes for it.")
    private String concentrator = "";

    @Option(
            names = "--external-id",
            paramLabel = "NAME",
            description = "How its concentrator calls it: DevEUI, serial number, device name.")
    private String externalId = "";

    @Override
    public Integer call() throws Exception {
        RunningCity running = city.city();
        DeviceRow row = new DeviceRow(id, type, area, lat, lon, interval, concentrator, externalId);
        switch (row.check(running.catalogue())) {
            case DeviceRow.Refused refused -> {
                refused.problems().forEach(System.err::println);
                return 1;
            }
            case DeviceRow.Valid device -> add(running, device);
        }
        return 0;
    }

    private void add(RunningCity running, DeviceRow.Valid device) throws Exception {
        try (Registry registry = running.registry()) {
            if (!registry.registered(List.of(id)).isEmpty()) {
                throw new StackFailure(
                        "device '" + id + "' is registered already", "For a new token: ./cityops device token " + id);
            }
            String token = registry.newToken();
            registry.put(List.of(new Registry.NewDevice(device, token)), "device.add");
            System.out.println("device: " + id);
            System.out.println("topic: city/" + device.sector() + "/" + id + "/telemetry");
            System.out.println("token: " + token);
        }
    }
}
