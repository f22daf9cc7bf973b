package io.cityops.gateway.formats;

import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.catalogue.FormatMapping;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out which registered device a name in a foreign message means. Safe across threads. */
final class MeantDevices {
    /** The device type of the registry that speaks for others. */
    private static final String CONCENTRATOR = "concentrator";

    private final RegistryMirror mirror;

    MeantDevices(RegistryMirror mirror) {
        this.mirror = mirror;
    }

    /** By what names a sighting may mean its device, the best first. */
    static List<String> names(Sighting sighting, FormatMapping mapping) {
        List<String> names = new ArrayList<>();
        for (String template : mapping.devices()) {
            String name = sighting.fill(template);
            if (name != null) {
                names.add(name);
            }
        }
        names.addAll(sighting.names());
        String topicName = sighting.variables().get("name");
        if (mapping.devices().isEmpty() && topicName != null) {
            names.add(topicName);
        }
        return names;
    }

    /** Null when none of the names is one that the sender may speak for. */
    @Nullable
    KnownDevice resolve(KnownDevice sender, List<String> names) {
        for (String name : names) {
            KnownDevice found = find(sender, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** A name as it is, or an EUI or serial number in the other case. */
    @Nullable
    KnownDevice find(KnownDevice sender, String name) {
        KnownDevice found = findExactly(sender, name);
        if (found == null) {
            String lower = name.toLowerCase(Locale.ROOT);
            found = lower.equals(name) ? null : findExactly(sender, lower);
        }
        if (found == null) {
            String upper = name.toUpperCase(Locale.ROOT);
            found = upper.equals(name) ? null : findExactly(sender, upper);
        }
        return found;
    }

    private @Nullable KnownDevice findExactly(KnownDevice sender, String name) {
        if (name.equals(sender.id()) || name.equals(sender.externalId())) {
            return sender;
        }
        return mirror.byExternalId(sender.id(), name).orElseGet(() -> {
            KnownDevice byId = mirror.find(name);
            return byId != null && sender.id().equals(byId.concentrator()) ? byId : null;
        });
    }

    /** Why none was found. */
    Refusal refusal(KnownDevice sender, List<String> tried) {
        boolean concentrates = sender.device().type().equals(CONCENTRATOR);
        boolean others = tried.stream().anyMatch(name -> mirror.find(name) != null);
        String names = tried.isEmpty() ? "it names no device" : "it names " + String.join(", ", tried);
        return concentrates && !others
                ? new Refusal(
                        RejectReason.UNKNOWN_DEVICE,
                        names + "; no device with this external id is assigned to " + sender.id())
                : new Refusal(
                        RejectReason.FOREIGN_TOPIC,
                        names + ", which is neither " + sender.id() + " nor assigned to it");
    }
}
