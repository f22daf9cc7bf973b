package io.cityops.localstack.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.localstack.rejected.RejectedMessage;
import io.cityops.localstack.rejected.RejectedMessages;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists refused messages, the newest first.")
final class RejectedListCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int DETAIL_CHARS = 160;

    @Mixin
    private CityOption city = new CityOption();

    @Mixin
    private RejectedOptions which = new RejectedOptions();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--json", description = "As JSON, for programs; with the payloads.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        RejectedMessages.Filter filter = which.filter(limit, Clock.systemUTC());
        try (RejectedMessages messages = RejectedMessages.open(city.city().database())) {
            List<RejectedMessage> found = messages.newest(filter);
            System.out.print(json ? toJson(found) : table(found));
        }
        return 0;
    }

    static String table(List<RejectedMessage> found) {
        StringBuilder text = new StringBuilder();
        for (RejectedMessage each : found) {
            text.append(TIME.format(each.receivedAt().atZone(ZoneId.systemDefault())))
                    .append("  ")
                    .append(each.reason())
                    .append("  ")
                    .append(each.deviceId())
                    .append(each.sender() == null ? "" : " (sent by " + each.sender() + ")")
                    .append("  ")
                    .append(printable(each.topic()))
                    .append("\n    ")
                    .append(printable(each.detail()))
                    .append(each.replayOutcome() == null ? "" : "\n    replayed: " + printable(each.replayOutcome()))
                    .append('\n');
        }
        return text.append(found.size()).append(" refused\n").toString();
    }

    static String toJson(List<RejectedMessage> found) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (RejectedMessage each : found) {
                json.writeStartObject();
                json.writeStringField("received_at", each.receivedAt().toString());
                json.writeStringField("device_id", each.deviceId());
                json.writeStringField("sender", each.sender());
                json.writeStringField("topic", each.topic());
                json.writeStringField("content_type", each.contentType());
                json.writeStringField("reason", each.reason());
                json.writeStringField("detail", each.detail());
                payload(json, each.payload());
                json.writeStringField("replayed_at", text(each.replayedAt()));
                json.writeStringField("replay_outcome", each.replayOutcome());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }

    private static void payload(JsonGenerator json, byte[] payload) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
            json.writeStringField("payload", text);
        } catch (CharacterCodingException e) {
            json.writeFieldName("payload_base64");
            json.writeBinary(payload);
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /** What a stranger sent, on one line and without control characters. */
    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= DETAIL_CHARS ? clean : clean.substring(0, DETAIL_CHARS) + "…";
    }
}
