package io.cityops.dashboard.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationSettingsTest {
    private final Map<String, String> variables = new HashMap<>();

    @Test
    void withoutSettingsNobodyIsTold() {
        NotificationSettings settings = settings();

        assertThat(settings.mail()).isNull();
        assertThat(settings.webhookSecret()).isNull();
        assertThat(settings.sms()).isNull();
        assertThat(settings.publicUrl()).isNull();
    }

    @Test
    void mailGoesOverToTlsUnlessItIsToldOtherwise() {
        variables.put("CITYOPS_SMTP_HOST", "mail.city.vn");
        variables.put("CITYOPS_SMTP_FROM", "ioc@city.vn");

        assertThat(settings().mail())
                .isEqualTo(new NotificationSettings.Mail(
                        "mail.city.vn", 587, NotificationSettings.Encryption.STARTTLS, null, null, "ioc@city.vn"));
        variables.put("CITYOPS_SMTP_ENCRYPTION", "tls");
        assertThat(settings().mail().port()).isEqualTo(465);
    }

    @Test
    void aPasswordIsNeverSentInTheClear() {
        variables.putAll(Map.of(
                "CITYOPS_SMTP_HOST", "mail.city.vn",
                "CITYOPS_SMTP_FROM", "ioc@city.vn",
                "CITYOPS_SMTP_USER", "ioc",
                "CITYOPS_SMTP_PASSWORD", "hush-hush",
                "CITYOPS_SMTP_ENCRYPTION", "none"));

        assertRefused("CITYOPS_SMTP_ENCRYPTION=none");
    }

    @Test
    void anSmsGatewayPostsJsonUnlessItIsToldOtherwise() {
        variables.put("CITYOPS_SMS_URL", "https://sms.city.vn/send");

        assertThat(settings().sms())
                .isEqualTo(new NotificationSettings.Sms(
                        "https://sms.city.vn/send",
                        "POST",
                        "{\"to\": {to}, \"text\": {text}, \"id\": {id}}",
                        "application/json",
                        null));
    }

    @Test
    void anSmsTemplateThatNamesNobodyIsRefused() {
        variables.put("CITYOPS_SMS_URL", "https://sms.city.vn/send?text={text}");
        variables.put("CITYOPS_SMS_METHOD", "GET");

        assertRefused("{to}");
    }

    @Test
    void aShortSecretIsRefusedAndNotRepeated() {
        variables.put("CITYOPS_WEBHOOK_SECRET", "too-short");

        assertRefused("CITYOPS_WEBHOOK_SECRET");
        assertThatThrownBy(this::settings).hasMessageNotContaining("too-short");
    }

    @Test
    void secretsAreNotWrittenOut() {
        variables.putAll(Map.of(
                "CITYOPS_SMTP_HOST", "mail.city.vn",
                "CITYOPS_SMTP_FROM", "ioc@city.vn",
                "CITYOPS_SMTP_USER", "ioc",
                "CITYOPS_SMTP_PASSWORD", "hush-hush",
                "CITYOPS_WEBHOOK_SECRET", "a secret of the city",
                "CITYOPS_SMS_URL", "https://sms.city.vn/send?key=open-sesame",
                "CITYOPS_SMS_AUTHORIZATION", "Bearer whatever"));

        assertThat(settings().toString())
                .contains("mail.city.vn")
                .doesNotContain("hush-hush", "a secret", "open-sesame", "whatever");
    }

    private NotificationSettings settings() {
        return NotificationSettings.from(new Settings(variables));
    }

    private void assertRefused(String named) {
        assertThatThrownBy(this::settings).isInstanceOf(SettingsException.class).hasMessageContaining(named);
    }
}
