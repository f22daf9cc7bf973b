package io.cityops.localstack.registry;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Devices whose part this machine plays: registered once, with tokens kept in a credentials file. Doing it again adds
 * what is new, and switches off what is not played any more, lest the city wait for it.
 */
public final class PlayedDevices {
    private final CredentialsFile credentials;
    private final DatabaseAccess database;
    private final Catalogue catalogue;

    public PlayedDevices(Path credentials, DatabaseAccess database, Catalogue catalogue) {
        this.credentials = new CredentialsFile(credentials);
        this.database = database;
        this.catalogue = catalogue;
    }

    /** @param table as {@link DeviceCsv} reads it */
    public int register(String table) throws IOException, SQLException {
        Map<String, DeviceRow.Valid> wanted = valid(table);
        Map<String, String> known = credentials.read();
        try (Registry registry = Registry.open(database, "stack")) {
            Set<String> inPlace = registry.registered(wanted.keySet());
            inPlace.retainAll(known.keySet());
            Map<String, String> tokens = new LinkedHashMap<>();
            List<Registry.NewDevice> added = new ArrayList<>();
            for (DeviceRow.Valid device : wanted.values()) {
                String token = known.getOrDefault(device.id(), registry.newToken());
                tokens.put(device.id(), token);
                if (!inPlace.contains(device.id())) {
                    added.add(new Registry.NewDevice(device, token));
                }
            }
            Set<String> dropped = new HashSet<>(known.keySet());
            dropped.removeAll(wanted.keySet());
            // The file first: a token that was registered but not kept could never be used.
            credentials.write(tokens);
            if (!added.isEmpty()) {
                registry.put(added, "device.play");
            }
            registry.setEnabled(dropped, false);
            registry.setEnabled(inPlace, true);
        }
        return wanted.size();
    }

    /** Nobody plays them now: the city must not wait for them. */
    public void switchOff() throws IOException, SQLException {
        Map<String, String> known = credentials.read();
        if (!known.isEmpty()) {
            try (Registry registry = Registry.open(database, "stack")) {
                registry.setEnabled(known.keySet(), false);
            }
        }
    }

    private Map<String, DeviceRow.Valid> valid(String table) throws IOException {
        Map<String, DeviceRow.Valid> devices = new LinkedHashMap<>();
        for (DeviceCsv.Line line : DeviceCsv.read(new StringReader(table))) {
            switch (line.row().check(catalogue)) {
                case DeviceRow.Valid device -> devices.put(device.id(), device);
                case DeviceRow.Refused refused ->
                    throw new StackFailure(
                            "device '" + refused.id() + "' cannot be registered: "
                                    + String.join("; ", refused.problems()),
                            "Put that right where the devices are declared, in the catalogue or in the map file");
            }
        }
        return devices;
    }
}
