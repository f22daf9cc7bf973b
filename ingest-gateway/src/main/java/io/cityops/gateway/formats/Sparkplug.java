package io.cityops.gateway.formats;

import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sparkplug B, topics {@code spBv1.0/group/message/node[/device]}. Births define aliases, sequence numbers that do not follow
 * ask for a rebirth, deaths end the session.
 */
final class Sparkplug {
    static final String TOPIC_ROOT = "spBv1.0/";
    /** What an edge node leaves behind as its last will, and what it listens to. */
    static final Set<String> MESSAGES_OF_A_NODE = Set.of("NDEATH", "NCMD", "DCMD");

    private static final String BIRTH_DEATH_SEQ = "bdSeq";

    private final EdgeNodes nodes;

    Sparkplug(EdgeNodes nodes) {
        this.nodes = nodes;
    }

    /**
     * @param refused why metrics were left out; null when none were
     * @param request null: nothing is to be sent
     */
    record Reading(
            List<Sighting> sightings,
            @Nullable Unreadable refused,
            @Nullable Request request) {}

    /** @param replayed a message of the past: it changes nothing of what is known of the edge node */
    Reading read(String senderId, Map<String, String> topic, byte[] payload, long receivedAtMillis, boolean replayed)
            throws Unreadable {
        String group = topic.getOrDefault("group", "");
        String message = topic.getOrDefault("message", "");
        String node = topic.getOrDefault("node", "");
        String device = topic.get("device");
        boolean ofDevice = message.startsWith("D");
        if (!List.of("NBIRTH", "NDATA", "NDEATH", "DBIRTH", "DDATA", "DDEATH").contains(message)
                || ofDevice != (device != null)) {
            throw new Unreadable(
                    RejectReason.FOREIGN_TOPIC, "spBv1.0: " + message + " is not for an edge node to publish here");
        }
        SparkplugPayload read = SparkplugPayload.read(payload);
        EdgeNode session = nodes.of(senderId, group, node);
        List<String> names = device == null
                ? List.of(group + "/" + node, node)
                : List.of(group + "/" + node + "/" + device, node + "/" + device, device);
        synchronized (session) {
            boolean missing = !replayed && advance(session, message, read);
            Reading reading = sightings(session, message, read, topic, names);
            boolean rebirth = missing || (reading.refused() != null && !replayed);
            if (!rebirth || !session.mayAskForRebirth(receivedAtMillis)) {
                return reading;
            }
            byte[] request = SparkplugPayload.rebirthRequest(receivedAtMillis);
            return new Reading(
                    reading.sightings(), reading.refused(), new Request("spBv1.0/" + group + "/NCMD/" + node, request));
        }
    }

    /** @return whether something is missing that only a rebirth can tell */
    private static boolean advance(EdgeNode session, String message, SparkplugPayload read) {
        switch (message) {
            case "NBIRTH" -> {
                session.born(Math.max(0, read.seq()), birthDeathSeq(read));
                define(session, read);
                return false;
            }
            case "NDEATH" -> {
                session.died(birthDeathSeq(read));
                return false;
            }
            default -> {
                boolean follows = session.follows(read.seq());
                if (message.equals("DBIRTH")) {
                    define(session, read);
                }
                return !session.isBorn() || !follows;
            }
        }
    }

    private static void define(EdgeNode session, SparkplugPayload birth) {
        for (SparkplugPayload.Metric metric : birth.metrics()) {
            String name = metric.name();
            if (name != null) {
                session.define(metric.alias(), name, metric.datatype());
            }
        }
    }

    private static long birthDeathSeq(SparkplugPayload payload) {
        for (SparkplugPayload.Metric metric : payload.metrics()) {
            if (BIRTH_DEATH_SEQ.equals(metric.name()) && metric.raw() instanceof Number number) {
                return number.longValue();
            }
        }
        return EdgeNode.NO_BIRTH_DEATH_SEQ;
    }

    private static Reading sightings(
            EdgeNode session, String message, SparkplugPayload read, Map<String, String> topic, List<String> names) {
        Map<Long, List<Field>> moments = new LinkedHashMap<>();
        int unknown = 0;
        for (SparkplugPayload.Metric metric :
                message.endsWith("DEATH") ? List.<SparkplugPayload.Metric>of() : read.metrics()) {
            EdgeNode.Definition definition = metric.alias() < 0 ? null : session.definition(metric.alias());
            String name = metric.name() != null ? metric.name() : definition == null ? null : definition.name();
            if (name == null) {
                unknown++;
                continue;
            }
            int datatype = metric.datatype() != 0 || definition == null ? metric.datatype() : definition.datatype();
            Object value = SparkplugPayload.signed(metric.raw(), datatype);
            if (value != null && !name.equals(BIRTH_DEATH_SEQ) && !name.startsWith("Node Control/")) {
                long at = metric.timestampMillis() >= 0 ? metric.timestampMillis() : read.timestampMillis();
                moments.computeIfAbsent(at, ignored -> new ArrayList<>()).add(new Field(name, value, null));
            }
        }
        boolean certificate = !message.endsWith("DATA");
        List<Sighting> sightings = new ArrayList<>();
        moments.forEach((at, fields) -> sightings.add(sighting(topic, names, at < 0 ? null : at, fields, certificate)));
        if (sightings.isEmpty()) {
            sightings.add(sighting(topic, names, null, List.of(), true));
        }
        Unreadable refused = unknown == 0
                ? null
                : Unreadable.unsupported(unknown + " metrics by alias only, and no birth told their names; a rebirth is"
                        + " asked for: replay this once it came");
        return new Reading(sightings, refused, null);
    }

    private static Sighting sighting(
            Map<String, String> topic, List<String> names, @Nullable Long at, List<Field> fields, boolean certificate) {
        return new Sighting(topic, null, null, names, at, false, Observation.NO_SEQ, fields, certificate);
    }
}
