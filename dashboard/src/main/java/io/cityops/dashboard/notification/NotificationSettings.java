package io.cityops.dashboard.notification;

import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what ways people can be told.
 *
 * @param mail null: no e-mail
 * @param webhookSecret what webhooks are signed with; null: no webhooks
 * @param sms null: no SMS
 * @param publicUrl where people reach the dashboard, for the link in a message; null: no link
 */
public record NotificationSettings(
        @Nullable Mail mail,
        @Nullable String webhookSecret,
        @Nullable Sms sms,
        @Nullable String publicUrl) {
    private static final int LEAST_SECRET = 16;

    /** How a mail server is spoken to. */
    public enum Encryption {
        /** TLS from the first byte. */
        TLS,
        /** Begun plainly, and given up where the server cannot go over to TLS. */
        STARTTLS,
        NONE
    }

    /** @param user null: the server asks for none */
    public record Mail(
            String host,
            int port,
            Encryption encryption,
            @Nullable String user,
            @Nullable String password,
            String from) {}

    /**
     * An SMS gateway that is spoken to by HTTP.
     *
     * @param url may hold {@code {to}}, {@code {text}} and {@code {id}}, which are URL-encoded
     * @param method GET or POST
     * @param body for POST, with the same words; written as JSON strings where the content type is JSON, else URL-encoded
     * @param authorization the whole header; null: none
     */
    public record Sms(
            String url,
            String method,
            String body,
            String contentType,
            @Nullable String authorization) {}

    /** @throws SettingsException naming the key, its value where that is no secret, and what is allowed */
    public static NotificationSettings from(Settings settings) {
        return new NotificationSettings(
                mail(settings),
                webhookSecret(settings),
                sms(settings),
                httpUrl("CITYOPS_PUBLIC_URL", settings.optional("CITYOPS_PUBLIC_URL")));
    }

    private static @Nullable Mail mail(Settings settings) {
        String host = settings.optional("CITYOPS_SMTP_HOST");
        if (host == null) {
            return null;
        }
        String user = settings.optional("CITYOPS_SMTP_USER");
        String given = settings.string("CITYOPS_SMTP_ENCRYPTION", "starttls");
        Encryption encryption = Stream.of(Encryption.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(given))
                .findFirst()
                .orElseThrow(() -> new SettingsException(
                        "CITYOPS_SMTP_ENCRYPTION=" + given + ": allowed are starttls, tls and none"));
        if (encryption == Encryption.NONE && user != null) {
            throw new SettingsException("CITYOPS_SMTP_ENCRYPTION=none: not with CITYOPS_SMTP_USER, whose password would"
                    + " be readable on its way; allowed are starttls and tls");
        }
        return new Mail(
                host,
                settings.integer("CITYOPS_SMTP_PORT", encryption == Encryption.TLS ? 465 : 587, 1, 65_535),
                encryption,
                user,
                user == null ? null : settings.required("CITYOPS_SMTP_PASSWORD"),
                settings.required("CITYOPS_SMTP_FROM"));
    }

    private static @Nullable String webhookSecret(Settings settings) {
        String secret = settings.optional("CITYOPS_WEBHOOK_SECRET");
        if (secret != null && secret.length() < LEAST_SECRET) {
            throw new SettingsException(
                    "CITYOPS_WEBHOOK_SECRET is too short: allowed are " + LEAST_SECRET + " characters or more");
        }
        return secret;
    }

    private static @Nullable Sms sms(Settings settings) {
        String url = settings.optional("CITYOPS_SMS_URL");
        if (url == null) {
            return null;
        }
        httpUrl("CITYOPS_SMS_URL", url.replaceAll("\\{(to|text|id)}", "x"));
        String method = settings.string("CITYOPS_SMS_METHOD", "POST");
        if (!List.of("GET", "POST").contains(method)) {
            throw new SettingsException("CITYOPS_SMS_METHOD=" + method + ": allowed are GET and POST");
        }
        String body = settings.string("CITYOPS_SMS_BODY", "{\"to\": {to}, \"text\": {text}, \"id\": {id}}");
        String told = method.equals("GET") ? url : url + body;
        if (!told.contains("{to}") || !told.contains("{text}")) {
            throw new SettingsException("CITYOPS_SMS_URL and CITYOPS_SMS_BODY must name {to} and {text} between them");
        }
        return new Sms(
                url,
                method,
                body,
                settings.string("CITYOPS_SMS_CONTENT_TYPE", "application/json"),
                settings.optional("CITYOPS_SMS_AUTHORIZATION"));
    }

    /** Whatever it holds stays out of the message: it may be a key. */
    private static @Nullable String httpUrl(String key, @Nullable String url) {
        if (url != null) {
            try {
                URI uri = URI.create(url);
                if (uri.getHost() == null || !List.of("http", "https").contains(uri.getScheme())) {
                    throw new IllegalArgumentException("no host");
                }
            } catch (IllegalArgumentException e) {
                throw new SettingsException(key + ": allowed is an address such as https://HOST/PATH");
            }
        }
        return url;
    }

    /** What must not be told to anybody. */
    List<String> secrets() {
        return Stream.of(
                        webhookSecret,
                        mail == null ? null : mail.password(),
                        sms == null ? null : sms.authorization(),
                        sms == null ? null : sms.url())
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return "NotificationSettings[mail %s, webhooks %s, SMS %s]"
                .formatted(
                        mail == null ? "off" : mail.host() + ":" + mail.port(),
                        webhookSecret == null ? "off" : "on",
                        sms == null ? "off" : "on");
    }
}
