package io.cityops.gateway.intake;

import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.registry.Device;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RefusalWords;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.Telemetry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges messages: telemetry is on the topic of the device that it describes, in a payload that its type may measure. */
public final class Intake {
    /** As much as the codec of rejections and a person reading them can take. */
    private static final int MAX_TOPIC_CHARS = 1_024;

    private static final int MAX_DETAIL_CHARS = 2_000;

    private Intake() {}

    /**
     * @param device whom the message describes: the sender, or a device that it is the concentrator of
     * @param receivedAtMillis the gateway's time, epoch milliseconds
     */
    public static Verdict judge(KnownDevice device, String topic, byte[] payload, long receivedAtMillis) {
        if (!device.device().enabled()) {
            return refused(
                    device.id(),
                    topic,
                    RejectReason.UNKNOWN_DEVICE,
                    "the registry has it disabled",
                    payload,
                    receivedAtMillis);
        }
        if (!topic.equals(device.telemetryTopic())) {
            return refused(
                    device.id(),
                    topic,
                    RejectReason.FOREIGN_TOPIC,
                    "allowed is " + device.telemetryTopic(),
                    payload,
                    receivedAtMillis);
        }
        DeviceType type = device.type();
        if (type == null) {
            return refused(
                    device.id(),
                    topic,
                    RejectReason.UNSUPPORTED_FORMAT,
                    "device type " + device.device().type() + " is not in the catalogue",
                    payload,
                    receivedAtMillis);
        }
        NativePayload.Result result = NativePayload.parse(payload, type, receivedAtMillis);
        List<Verdict.Accepted> accepted = result.accepted().isEmpty()
                ? List.of()
                : List.of(accepted(device, result.accepted(), receivedAtMillis));
        List<Rejection> rejections = result.refused().isEmpty()
                ? List.of()
                : rejections(device.id(), topic, result.refused(), payload, receivedAtMillis);
        return new Verdict(accepted, rejections, null);
    }

    /** @param deviceId who was signed in */
    public static Verdict refused(
            @Nullable String deviceId,
            String topic,
            RejectReason reason,
            String detail,
            byte[] payload,
            long receivedAtMillis) {
        return new Verdict(
                List.of(),
                List.of(new Rejection(
                        receivedAtMillis,
                        deviceId,
                        clip(topic, MAX_TOPIC_CHARS),
                        reason,
                        clip(detail, MAX_DETAIL_CHARS),
                        payload)),
                null);
    }

    static Verdict.Accepted accepted(KnownDevice known, List<Observation> observations, long receivedAtMillis) {
        Device device = known.device();
        return new Verdict.Accepted(
                known.key(),
                new Telemetry(
                        device.id(),
                        device.type(),
                        device.sector(),
                        device.area(),
                        device.expectedIntervalMillis(),
                        receivedAtMillis,
                        observations,
                        device.drill()));
    }

    /** One for each reason, in the order met: a message of a thousand bad values does not become a thousand records. */
    static List<Rejection> rejections(
            @Nullable String deviceId, String topic, List<Refusal> refusals, byte[] payload, long receivedAtMillis) {
        if (refusals.size() == 1) {
            Refusal only = refusals.getFirst();
            return refused(deviceId, topic, only.reason(), only.detail(), payload, receivedAtMillis)
                    .rejections();
        }
        Map<RejectReason, List<String>> details = new LinkedHashMap<>();
        refusals.forEach(refusal -> details.computeIfAbsent(refusal.reason(), ignored -> new ArrayList<>())
                .add(refusal.detail()));
        List<Rejection> rejections = new ArrayList<>(details.size());
        details.forEach((reason, each) ->
                rejections.addAll(refused(deviceId, topic, reason, RefusalWords.joined(each), payload, receivedAtMillis)
                        .rejections()));
        return rejections;
    }

    private static String clip(String text, int chars) {
        return text.length() <= chars ? text : text.substring(0, chars) + "…";
    }
}
