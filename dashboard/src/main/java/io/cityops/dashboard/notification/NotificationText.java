package io.cityops.dashboard.notification;

import io.cityops.dashboard.alerts.AlertText;
import io.cityops.dashboard.live.OpenAlert;
import io.cityops.model.catalogue.Text;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people read: in Vietnamese, or in English where the route says so. */
@Component
final class NotificationText {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss dd/MM/yyyy", Locale.ROOT);
    private static final int LONGEST_SMS = 300;

    private static final Map<String, Text> SEVERITIES = Map.of(
            "critical", new Text("KHẨN CẤP", "CRITICAL"),
            "high", new Text("CAO", "HIGH"),
            "medium", new Text("TRUNG BÌNH", "MEDIUM"),
            "low", new Text("THẤP", "LOW"));
    private static final Map<String, Text> ACTIONS = Map.of(
            "raised",
            new Text("Cảnh báo mới", "New alarm"),
            "returned",
            new Text("Cảnh báo trở lại", "Alarm is back"),
            "severity-changed",
            new Text("Cảnh báo nặng hơn", "Alarm is worse"),
            "unshelved",
            new Text("Hết thời gian tạm gác, cảnh báo còn đó", "No longer shelved, and still there"),
            "unsuppressed",
            new Text("Hết bảo trì, cảnh báo còn đó", "Maintenance is over, and it is still there"),
            "reminded",
            new Text("Nhắc lại: chưa có ai tiếp nhận", "Reminder: nobody has acknowledged"),
            "escalated",
            new Text("Chuyển cấp: chưa có ai tiếp nhận", "Escalated: nobody has acknowledged"),
            "cleared",
            new Text("Đã hết cảnh báo", "All clear"),
            Notification.TEST,
            new Text("Thử đường thông báo", "Test of this way to reach you"));

    private final AlertText texts;

    NotificationText(AlertText texts) {
        this.texts = texts;
    }

    /** Of an e-mail. */
    String subject(Notification of) {
        OpenAlert alarm = of.alarm();
        String action = action(of);
        return alarm == null
                ? "[CityOps] " + action
                : "[CityOps] %s · %s · %s · %s"
                        .formatted(
                                severity(alarm, of.language()),
                                texts.name(alarm).in(of.language()),
                                texts.where(alarm).in(of.language()),
                                action);
    }

    /** Of an e-mail, and for people who read a webhook. */
    String body(Notification of, @Nullable String publicUrl) {
        OpenAlert alarm = of.alarm();
        Locale language = of.language();
        StringBuilder text = new StringBuilder(action(of)).append(".\n");
        if (alarm != null) {
            text.append('\n').append(texts.message(alarm).in(language)).append('\n');
            line(text, new Text("Mức độ", "Severity").in(language), severity(alarm, language));
            line(text, new Text("Nơi", "Where").in(language), texts.where(alarm).in(language));
            line(text, new Text("Bắt đầu", "Since").in(language), time(Instant.ofEpochMilli(alarm.openedMillis())));
            line(
                    text,
                    new Text("Việc cần làm", "What to do").in(language),
                    texts.response(alarm).in(language));
        }
        if (publicUrl != null) {
            text.append('\n').append(publicUrl).append('\n');
        }
        return text.append("\nCityOps · ")
                .append(time(of.eventAt()))
                .append(" · ")
                .append(of.id())
                .append('\n')
                .toString();
    }

    /** One line without Vietnamese accents, which would cut what fits into one SMS to 70 characters. */
    String sms(Notification of) {
        OpenAlert alarm = of.alarm();
        String text = alarm == null
                ? "CityOps: " + action(of)
                : "CityOps %s: %s. %s. %s. %s"
                        .formatted(
                                severity(alarm, of.language()),
                                texts.name(alarm).in(of.language()),
                                texts.where(alarm).in(of.language()),
                                texts.message(alarm).in(of.language()),
                                action(of));
        String plain = plain(text).replaceAll("\\s+", " ").strip();
        return plain.length() <= LONGEST_SMS ? plain : plain.substring(0, LONGEST_SMS);
    }

    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('đ', 'd')
                .replace('Đ', 'D')
                .replace("·", "-")
                .replace("–", "-")
                .replaceAll("[^\\x20-\\x7e]", "?");
    }

    private static String action(Notification of) {
        Text text = ACTIONS.get(of.action());
        return text == null ? of.action() : text.in(of.language());
    }

    private static String severity(OpenAlert alarm, Locale language) {
        Text text = SEVERITIES.get(alarm.severity());
        return text == null ? alarm.severity() : text.in(language);
    }

    private static void line(StringBuilder text, String what, String value) {
        if (!value.isBlank()) {
            text.append(what).append(": ").append(value).append('\n');
        }
    }

    private static String time(Instant at) {
        return TIME.format(at.atZone(ZONE));
    }
}
