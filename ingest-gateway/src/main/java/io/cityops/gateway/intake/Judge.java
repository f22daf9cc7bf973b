package io.cityops.gateway.intake;

import io.cityops.gateway.formats.ForeignFormats;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.StoredParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a message is, and has it judged: the native payload on a native topic, or one of the formats that the
 * catalogue maps, by its content type there or by its topic elsewhere. Safe across threads.
 */
public final class Judge {
    private static final String JSON = "application/json";

    private final RegistryMirror mirror;
    private final ForeignFormats formats;

    public Judge(RegistryMirror mirror, ForeignFormats formats) {
        this.mirror = mirror;
        this.formats = formats;
    }

    /**
     * @param sender who is signed in
     * @param contentType as MQTT 5 told it; null: it did not
     * @param receivedAtMillis the gateway's time, epoch milliseconds
     */
    public Verdict judge(
            KnownDevice sender, String topic, @Nullable String contentType, byte[] payload, long receivedAtMillis) {
        return judge(sender, topic, contentType, payload, receivedAtMillis, false);
    }

    /** Whether it is a topic of the sender's own as a Sparkplug edge node: for its last will, and to subscribe to. */
    public boolean isOwnEdgeTopic(KnownDevice sender, String topic) {
        return formats.isOwnEdgeTopic(sender, topic);
    }

    /** As it was judged when it was received, by what is known now; what is known of its sender does not change. */
    Verdict judgeAgain(
            KnownDevice sender, String topic, @Nullable String contentType, byte[] payload, long receivedAtMillis) {
        return judge(sender, topic, contentType, payload, receivedAtMillis, true);
    }

    private Verdict judge(
            KnownDevice sender,
            String topic,
            @Nullable String contentType,
            byte[] payload,
            long receivedAtMillis,
            boolean replayed) {
        KnownDevice about = mirror.describedBy(sender, topic);
        Verdict verdict;
        if (topic.equals(about.telemetryTopic())) {
            verdict = onNativeTopic(sender, about, topic, contentType, payload, receivedAtMillis, replayed);
        } else {
            ForeignFormats.Match match = formats.byTopic(topic);
            verdict = match == null
                    ? Intake.judge(about, topic, payload, receivedAtMillis)
                    : foreign(
                            new ForeignFormats.Message(sender, null, topic, payload, receivedAtMillis, replayed),
                            match);
        }
        return verdict.rejections().isEmpty() ? verdict : judgeable(verdict, sender, contentType);
    }

    private Verdict onNativeTopic(
            KnownDevice sender,
            KnownDevice about,
            String topic,
            @Nullable String contentType,
            byte[] payload,
            long receivedAtMillis,
            boolean replayed) {
        ForeignFormats.Match match =
                contentType == null || contentType.startsWith(JSON) ? null : formats.byContentType(contentType);
        ForeignFormats.Message message =
                new ForeignFormats.Message(sender, about, topic, payload, receivedAtMillis, replayed);
        if (match != null) {
            return foreign(message, match);
        }
        Verdict verdict = Intake.judge(about, topic, payload, receivedAtMillis);
        if (verdict.refusal() == RejectReason.MALFORMED) {
            ForeignFormats.Match shape = formats.byShape(payload);
            return shape == null ? verdict : foreign(message, shape);
        }
        return verdict;
    }

    private Verdict foreign(ForeignFormats.Message message, ForeignFormats.Match match) {
        ForeignFormats.Result result = formats.read(message, match);
        List<Verdict.Accepted> accepted = new ArrayList<>(result.seen().size());
        for (ForeignFormats.Seen seen : result.seen()) {
            accepted.add(Intake.accepted(seen.device(), seen.observations(), message.receivedAtMillis()));
        }
        return new Verdict(accepted, rejections(result, message), result.request());
    }

    private static List<Rejection> rejections(ForeignFormats.Result result, ForeignFormats.Message message) {
        Map<KnownDevice, List<Refusal>> byDevice = new LinkedHashMap<>();
        for (ForeignFormats.Refused refused : result.refused()) {
            KnownDevice device = refused.device() == null ? message.sender() : refused.device();
            byDevice.computeIfAbsent(device, ignored -> new ArrayList<>()).add(refused.refusal());
        }
        List<Rejection> rejections = new ArrayList<>();
        byDevice.forEach((device, refusals) -> Intake.rejections(
                        device.id(), message.topic(), refusals, message.payload(), message.receivedAtMillis())
                .forEach(
                        rejection -> rejections.add(rejection.of(device.device().drill()))));
        return rejections;
    }

    /** With all that is needed to judge the message again. */
    private static Verdict judgeable(Verdict verdict, KnownDevice sender, @Nullable String contentType) {
        String stored = StoredParts.of(
                verdict.accepted().stream().map(Verdict.Accepted::telemetry).toList());
        return verdict.with(verdict.rejections().stream()
                .map(rejection -> rejection.judgeable(
                        sender.id().equals(rejection.deviceId()) ? null : sender.id(), contentType, stored))
                .toList());
    }
}
