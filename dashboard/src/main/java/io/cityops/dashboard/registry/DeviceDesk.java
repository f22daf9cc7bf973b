package io.cityops.dashboard.registry;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.live.DeviceDirectory;
import io.cityops.dashboard.registry.DeviceTable.Fault;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import io.cityops.model.registry.DeviceToken;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What engineers do to devices: register a table of them, give one another token, switch one off and on. Each is allowed or
 * refused here by who they are now and where the device is, and by the database by the account's role; it is in the audit.
 */
@Component
final class DeviceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceDesk.class);

    /**
     * What became of a table.
     *
     * @param result {@code checked}, {@code done}, {@code faults}, {@code not-allowed} or {@code unavailable}
     * @param devices how many are, or would be, registered
     * @param tokens of each device, when they were registered: never to be had again
     */
    record Import(String result, int devices, List<Fault> faults, Map<String, String> tokens) {}

    /** @param token null when it was not done */
    record NewToken(String result, @Nullable String token) {}

    private final JdbcClient database;
    private final DeviceDirectory directory;
    private final Catalogue catalogue;
    private final SecureRandom random = new SecureRandom();

    DeviceDesk(JdbcClient database, DeviceDirectory directory, Catalogue catalogue) {
        this.database = database;
        this.directory = directory;
        this.catalogue = catalogue;
    }

    /** All devices of the table or, when any row is wrong, none. @param dryRun only says what would be done */
    Import register(Person asking, String table, boolean dryRun) {
        if (!asking.role().engineers()) {
            return new Import("not-allowed", 0, List.of(), Map.of());
        }
        DeviceTable read = DeviceTable.read(table, catalogue, asking.scope());
        List<Fault> faults = new ArrayList<>(read.faults());
        try {
            faults.addAll(againstTheRegistry(read.devices()));
            if (!faults.isEmpty()) {
                return new Import("faults", read.devices().size(), faults, Map.of());
            }
            return dryRun
                    ? new Import("checked", read.devices().size(), List.of(), Map.of())
                    : write(asking, read.devices());
        } catch (DataIntegrityViolationException e) {
            LOG.debug("A table of devices was refused by the database: {}", e.getMessage());
            Fault taken = new Fault(0, "", "external-id-taken", "", "");
            return new Import("faults", read.devices().size(), List.of(taken), Map.of());
        } catch (DataAccessException e) {
            LOG.warn("A table of devices could not be registered: {}", e.getMessage());
            return new Import("unavailable", 0, List.of(), Map.of());
        }
    }

    /** Ids that are there already, and concentrators that are not. */
    private List<Fault> againstTheRegistry(List<DeviceRow.Valid> devices) {
        Set<String> wanted = devices.stream().map(DeviceRow.Valid::id).collect(Collectors.toSet());
        List<String> asked = new ArrayList<>(wanted);
        devices.forEach(device -> {
            if (device.concentrator() != null) {
                asked.add(device.concentrator());
            }
        });
        Set<String> known = Set.copyOf(database.sql("select id from store.device where id = any (?)")
                .params(List.of((Object) asked.toArray(String[]::new)))
                .query(String.class)
                .list());
        List<Fault> faults = new ArrayList<>();
        for (DeviceRow.Valid device : devices) {
            String concentrator = device.concentrator();
            if (known.contains(device.id())) {
                faults.add(new Fault(0, device.id(), "known", device.id(), ""));
            }
            if (concentrator != null && !known.contains(concentrator) && !wanted.contains(concentrator)) {
                faults.add(new Fault(0, device.id(), "no-concentrator", concentrator, ""));
            }
        }
        return faults;
    }

    private Import write(Person asking, List<DeviceRow.Valid> devices) {
        Map<String, String> tokens = new LinkedHashMap<>();
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (DeviceRow.Valid device : devices) {
            String token = DeviceToken.generate(random);
            byte[] salt = DeviceToken.newSalt(random);
            tokens.put(device.id(), token);
            rows.addObject()
                    .put("id", device.id())
                    .put("type", device.type())
                    .put("sector", device.sector())
                    .put("area", device.area())
                    .put("lat", device.lat())
                    .put("lon", device.lon())
                    .put("interval_ms", device.expectedInterval().toMillis())
                    .put("token_salt", HexFormat.of().formatHex(salt))
                    .put("token_hash", HexFormat.of().formatHex(DeviceToken.hash(salt, token)))
                    .put("concentrator", device.concentrator())
                    .put("external_id", device.externalId());
        }
        String result = database.sql("select store.register_devices(?, ?::jsonb)")
                .params(asking.name(), rows.toString())
                .query(String.class)
                .single();
        if (result.startsWith("known: ")) {
            String id = result.substring("known: ".length());
            return new Import("faults", devices.size(), List.of(new Fault(0, id, "known", id, "")), Map.of());
        }
        return new Import(result, devices.size(), List.of(), result.equals("done") ? tokens : Map.of());
    }

    NewToken replaceToken(Person asking, String device) {
        if (!mayChange(asking, device)) {
            return new NewToken("not-allowed", null);
        }
        String token = DeviceToken.generate(random);
        byte[] salt = DeviceToken.newSalt(random);
        try {
            String result = database.sql("select store.replace_token(?, ?, ?, ?)")
                    .params(asking.name(), device, salt, DeviceToken.hash(salt, token))
                    .query(String.class)
                    .single();
            return new NewToken(result, result.equals("done") ? token : null);
        } catch (DataAccessException e) {
            LOG.warn("Device {} could not be given a token: {}", device, e.getMessage());
            return new NewToken("unavailable", null);
        }
    }

    String enable(Person asking, String device, boolean enabled) {
        if (!mayChange(asking, device)) {
            return "not-allowed";
        }
        try {
            return database.sql("select store.enable_device(?, ?, ?)")
                    .params(asking.name(), device, enabled)
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            LOG.warn("Device {} could not be switched: {}", device, e.getMessage());
            return "unavailable";
        }
    }

    private boolean mayChange(Person asking, String device) {
        return asking.role().engineers() && sees(asking, device);
    }

    boolean sees(Person asking, String device) {
        return directory
                .find(device)
                .filter(known -> asking.scope().has(known.area(), known.sector()))
                .isPresent();
    }
}
