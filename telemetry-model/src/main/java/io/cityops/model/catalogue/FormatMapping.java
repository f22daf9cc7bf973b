package io.cityops.model.catalogue;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one vendor, network or data model mean: one file of the catalogue's folder {@code formats}. See
 * {@code docs/formats.md}.
 *
 * @param id the file's name without its ending
 * @param topics where such messages come in
 * @param contentTypes by which MQTT 5 content types they are known on a device's own telemetry topic
 * @param when what a message must say for this mapping to be the one
 * @param devices templates of the device's name, the best first; empty: the format tells, or the sender itself
 * @param times paths of the time, the best first
 * @param zone of times without one; null: such are refused
 * @param sequence path of the growing number; empty: none
 * @param sequenceAbsent what it is when it is left out; null: none
 * @param each path of a list whose entries are observations; empty: the message is one
 * @param values path under which the fields lie; empty: the whole message
 * @param names whether a field that is named like a measure of the device is that measure
 */
public record FormatMapping(
        String id,
        PayloadFormat format,
        List<TopicPattern> topics,
        List<String> contentTypes,
        Map<String, List<String>> when,
        List<String> devices,
        List<String> times,
        @Nullable ZoneId zone,
        String sequence,
        @Nullable Long sequenceAbsent,
        String each,
        String values,
        boolean names,
        Unmapped unmapped,
        List<FieldMapping> fields) {
    /** What becomes of fields that the mapping does not name. */
    public enum Unmapped {
        /** Each is refused as {@code unknown-measure}. */
        REFUSE,
        /** They are passed over; a message without any known field is refused. */
        PASS,
        /** They are passed over; a message without any known field is a sign of life. */
        IGNORE
    }

    public FormatMapping {
        topics = List.copyOf(topics);
        contentTypes = List.copyOf(contentTypes);
        when = Map.copyOf(when);
        devices = List.copyOf(devices);
        times = List.copyOf(times);
        fields = List.copyOf(fields);
    }
}
