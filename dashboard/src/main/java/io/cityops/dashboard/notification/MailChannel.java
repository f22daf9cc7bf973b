package io.cityops.dashboard.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** E-mail by SMTP. The Message-ID is the notification's, so that a mailbox shows a message that came twice once. */
final class MailChannel implements Channel {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final JavaMailSenderImpl server = new JavaMailSenderImpl();
    private final String from;
    private final NotificationText texts;
    private final @Nullable String publicUrl;

    MailChannel(NotificationSettings.Mail mail, NotificationText texts, @Nullable String publicUrl) {
        this.from = mail.from();
        this.texts = texts;
        this.publicUrl = publicUrl;
        server.setHost(mail.host());
        server.setPort(mail.port());
        server.setProtocol(mail.encryption() == NotificationSettings.Encryption.TLS ? "smtps" : "smtp");
        server.setDefaultEncoding(StandardCharsets.UTF_8.name());
        if (mail.user() != null) {
            server.setUsername(mail.user());
            server.setPassword(mail.password());
        }
        server.setJavaMailProperties(properties(mail));
    }

    private static Properties properties(NotificationSettings.Mail mail) {
        Properties properties = new Properties();
        for (String protocol : new String[] {"smtp", "smtps"}) {
            String prefix = "mail." + protocol + ".";
            properties.put(prefix + "auth", Boolean.toString(mail.user() != null));
            properties.put(prefix + "connectiontimeout", Integer.toString(TIMEOUT_MILLIS));
            properties.put(prefix + "timeout", Integer.toString(TIMEOUT_MILLIS));
            properties.put(prefix + "writetimeout", Integer.toString(TIMEOUT_MILLIS));
            properties.put(prefix + "ssl.checkserveridentity", "true");
        }
        boolean startTls = mail.encryption() == NotificationSettings.Encryption.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        return properties;
    }

    @Override
    public String name() {
        return "email";
    }

    @Override
    public void send(Notification notification) throws NotTaken {
        try {
            server.send(message(notification));
        } catch (MailException | MessagingException e) {
            throw new NotTaken("SMTP: " + innermost(e), e);
        }
    }

    private MimeMessage message(Notification notification) throws MessagingException {
        MimeMessage message = new Identified(server.getSession(), notification.id() + "@cityops");
        message.setFrom(new InternetAddress(from));
        message.setRecipient(MimeMessage.RecipientType.TO, new InternetAddress(notification.address(), true));
        message.setSubject(texts.subject(notification), StandardCharsets.UTF_8.name());
        message.setText(texts.body(notification, publicUrl), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(notification.eventAt()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-CityOps-Id", notification.id().toString());
        return message;
    }

    /** Spring has the library write a new id at each try. */
    private static final class Identified extends MimeMessage {
        private final String id;

        Identified(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + id + ">");
        }
    }

    private static String innermost(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf(at.getMessage());
    }
}
