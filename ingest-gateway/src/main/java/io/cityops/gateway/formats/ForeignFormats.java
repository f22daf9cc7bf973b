package io.cityops.gateway.formats;

import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.FormatMapping;
import io.cityops.model.catalogue.PayloadFormat;
import io.cityops.model.catalogue.TopicPattern;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of the formats that the catalogue maps: known by topic or content type, resolved to the sender itself or
 * to devices that it is the concentrator of. Safe across threads; what it remembers is the births of Sparkplug edge nodes.
 */
public final class ForeignFormats {
    private volatile List<FormatMapping> mappings;
    private final MeantDevices devices;
    private final Sparkplug sparkplug = new Sparkplug(new EdgeNodes());

    public ForeignFormats(List<FormatMapping> mappings, RegistryMirror mirror) {
        this.mappings = List.copyOf(mappings);
        this.devices = new MeantDevices(mirror);
    }

    /** From the next message on. */
    public void replace(List<FormatMapping> by) {
        mappings = List.copyOf(by);
    }

    /**
     * A message before it is read.
     *
     * @param about whose native topic it came on; null when it came on another topic
     * @param replayed it was received before, and changes nothing of what is known of its sender
     */
    public record Message(
            KnownDevice sender,
            @Nullable KnownDevice about,
            String topic,
            byte[] payload,
            long receivedAtMillis,
            boolean replayed) {}

    /** What one device saw. */
    public record Seen(KnownDevice device, List<Observation> observations) {}

    /** @param device null when it is not known which */
    public record Refused(@Nullable KnownDevice device, Refusal refusal) {}

    /** What became of a message; without either list it is a sign of life and no more. */
    public record Result(
            List<Seen> seen,
            List<Refused> refused,
            @Nullable Request request) {}

    /** Mappings of one format, with what the topic says. */
    public record Match(List<FormatMapping> mappings, Map<String, String> variables) {
        PayloadFormat format() {
            return mappings.getFirst().format();
        }
    }

    /** Null when no mapping takes the topic. */
    public @Nullable Match byTopic(String topic) {
        List<FormatMapping> found = new ArrayList<>(1);
        Map<String, String> variables = Map.of();
        for (FormatMapping mapping : mappings) {
            for (TopicPattern pattern : mapping.topics()) {
                Map<String, String> values = pattern.match(topic);
                if (values != null && (found.isEmpty() || found.getFirst().format() == mapping.format())) {
                    variables = found.isEmpty() ? values : variables;
                    found.add(mapping);
                    break;
                }
            }
        }
        return found.isEmpty() ? null : new Match(found, variables);
    }

    /** Null when no mapping takes the content type. Parameters, such as a character set, do not matter. */
    public @Nullable Match byContentType(String contentType) {
        int end = contentType.indexOf(';');
        String type =
                (end < 0 ? contentType : contentType.substring(0, end)).trim().toLowerCase(Locale.ROOT);
        return matching(mapping -> mapping.contentTypes().contains(type));
    }

    /** By its shape, where topic and content type say nothing: SenML only. Null when it has none that is known. */
    public @Nullable Match byShape(byte[] payload) {
        if (payload.length == 0 || payload.length > NativePayload.MAX_BYTES || payload[0] != '[') {
            return null;
        }
        try {
            return SenMl.isLikely(JsonTree.read(payload))
                    ? matching(mapping -> mapping.format() == PayloadFormat.SENML)
                    : null;
        } catch (Unreadable e) {
            return null;
        }
    }

    /** Whether it is a topic of the sender's own as a Sparkplug edge node: for its last will, and to subscribe to. */
    public boolean isOwnEdgeTopic(KnownDevice sender, String topic) {
        if (!topic.startsWith(Sparkplug.TOPIC_ROOT)) {
            return false;
        }
        String[] levels = topic.split("/", -1);
        return levels.length >= 4
                && levels.length <= 5
                && Sparkplug.MESSAGES_OF_A_NODE.contains(levels[2])
                && mappings.stream().anyMatch(mapping -> mapping.format() == PayloadFormat.SPARKPLUG_B)
                && devices.resolve(sender, List.of(levels[1] + "/" + levels[3], levels[3])) == sender;
    }

    public Result read(Message message, Match match) {
        if (message.payload().length > NativePayload.MAX_BYTES) {
            return refused(
                    null,
                    RejectReason.TOO_LARGE,
                    message.payload().length + " bytes, allowed are " + NativePayload.MAX_BYTES);
        }
        Collected collected = new Collected();
        try {
            for (Sighting sighting : sightings(message, match, collected)) {
                collected.add(message, match, sighting);
            }
        } catch (Unreadable e) {
            return refused(null, e.reason(), e.detail());
        }
        return collected.result();
    }

    private List<Sighting> sightings(Message message, Match match, Collected collected) throws Unreadable {
        byte[] payload = message.payload();
        Map<String, String> variables = match.variables();
        return switch (match.format()) {
            case IGNORE -> {
                Object tree = tree(payload);
                yield List.of(Sighting.ofTree(variables, tree, tree));
            }
            case JSON -> entries(JsonTree.read(payload), match);
            case SENML -> senMl(JsonTree.read(payload), message, variables);
            case SENML_CBOR -> senMl(CborTree.read(payload), message, variables);
            case NGSI -> Ngsi.read(JsonTree.read(payload), variables);
            case ONVIF -> Onvif.read(JsonTree.read(payload), variables);
            case SPARKPLUG_B -> {
                Sparkplug.Reading reading = sparkplug.read(
                        message.sender().id(), variables, payload, message.receivedAtMillis(), message.replayed());
                collected.request = reading.request();
                collected.leftOut = reading.refused();
                yield reading.sightings();
            }
        };
    }

    private List<Sighting> senMl(Object tree, Message message, Map<String, String> variables) throws Unreadable {
        return SenMl.read(
                tree, variables, message.receivedAtMillis(), name -> devices.find(message.sender(), name) != null);
    }

    /** What is let in unread may be anything. */
    private static @Nullable Object tree(byte[] payload) {
        try {
            return JsonTree.read(payload);
        } catch (Unreadable e) {
            return null;
        }
    }

    private static List<Sighting> entries(Object tree, Match match) throws Unreadable {
        String each = match.mappings().getFirst().each();
        if (each.isEmpty() && !(tree instanceof List)) {
            return List.of(Sighting.ofTree(match.variables(), tree, tree));
        }
        Object list = each.isEmpty() || each.equals("/") ? tree : Tree.at(tree, each);
        if (!(list instanceof List<?> entries)) {
            throw Unreadable.malformed(each + " is no list");
        }
        if (entries.isEmpty() || entries.size() > NativePayload.MAX_OBSERVATIONS) {
            throw entries.isEmpty()
                    ? Unreadable.malformed("an empty list")
                    : new Unreadable(
                            RejectReason.TOO_MANY,
                            "over " + NativePayload.MAX_OBSERVATIONS + " entries in one message");
        }
        List<Sighting> sightings = new ArrayList<>();
        for (Object entry : entries) {
            sightings.add(Sighting.ofTree(match.variables(), tree, entry));
        }
        return sightings;
    }

    private static @Nullable FormatMapping mappingOf(Sighting sighting, Match match) {
        for (FormatMapping mapping : match.mappings()) {
            if (sighting.says(mapping.when())) {
                return mapping;
            }
        }
        return null;
    }

    private @Nullable Match matching(Predicate<FormatMapping> wanted) {
        List<FormatMapping> found = new ArrayList<>(1);
        for (FormatMapping mapping : mappings) {
            if (wanted.test(mapping) && (found.isEmpty() || found.getFirst().format() == mapping.format())) {
                found.add(mapping);
            }
        }
        return found.isEmpty() ? null : new Match(found, Map.of());
    }

    private static Result refused(@Nullable KnownDevice device, RejectReason reason, String detail) {
        return new Result(List.of(), List.of(new Refused(device, new Refusal(reason, detail))), null);
    }

    /** What has been read of one message so far. */
    private final class Collected {
        private final Map<KnownDevice, List<Observation>> seen = new LinkedHashMap<>();
        private final List<Refused> refused = new ArrayList<>(0);
        private @Nullable Request request;
        private @Nullable Unreadable leftOut;
        private @Nullable KnownDevice last;

        void add(Message message, Match match, Sighting sighting) {
            FormatMapping mapping = mappingOf(sighting, match);
            if (mapping == null) {
                refused.add(new Refused(
                        message.about(),
                        new Refusal(
                                RejectReason.UNSUPPORTED_FORMAT,
                                "no mapping of the catalogue is for such a message"
                                        + (sighting.lookup("type") == null
                                                ? ""
                                                : ", type " + sighting.lookup("type")))));
                return;
            }
            KnownDevice device = message.about();
            if (device == null) {
                List<String> candidates = MeantDevices.names(sighting, mapping);
                device = devices.resolve(message.sender(), candidates);
                if (device == null) {
                    refused.add(new Refused(null, devices.refusal(message.sender(), candidates)));
                    return;
                }
            }
            last = device;
            if (!device.device().enabled()) {
                refuse(device, RejectReason.UNKNOWN_DEVICE, "the registry has it disabled");
            } else if (mapping.format() != PayloadFormat.IGNORE) {
                map(message, mapping, sighting, device);
            }
        }

        private void map(Message message, FormatMapping mapping, Sighting sighting, KnownDevice device) {
            DeviceType type = device.type();
            if (type == null) {
                refuse(
                        device,
                        RejectReason.UNSUPPORTED_FORMAT,
                        "device type " + device.device().type() + " is not in the catalogue");
                return;
            }
            Mapper.Mapped mapped = Mapper.map(sighting, mapping, type, message.receivedAtMillis());
            for (Refusal refusal : mapped.refusals()) {
                refused.add(new Refused(device, refusal));
            }
            Observation observation = mapped.observation();
            if (observation != null) {
                seen.computeIfAbsent(device, ignored -> new ArrayList<>(1)).add(observation);
            }
        }

        private void refuse(KnownDevice device, RejectReason reason, String detail) {
            refused.add(new Refused(device, new Refusal(reason, detail)));
        }

        Result result() {
            if (leftOut != null && last != null) {
                refuse(last, leftOut.reason(), leftOut.detail());
            }
            List<Seen> all = new ArrayList<>(seen.size());
            seen.forEach((device, observations) -> all.add(new Seen(device, observations)));
            return new Result(all, refused, request);
        }
    }
}
