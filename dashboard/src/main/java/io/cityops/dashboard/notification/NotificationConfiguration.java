package io.cityops.dashboard.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The ways to reach people for which there are settings. */
@Configuration(proxyBeanMethods = false)
class NotificationConfiguration {
    @Bean
    NotificationSender notificationSender(
            NotificationSettings settings, Outbox outbox, NotificationText texts, Clock clock, MeterRegistry meters) {
        LoggerFactory.getLogger(NotificationConfiguration.class).info("{}", settings);
        return new NotificationSender(
                outbox,
                channels(settings, texts, clock),
                new Backoff(RandomGenerator.getDefault()),
                clock,
                meters,
                settings.secrets());
    }

    static List<Channel> channels(NotificationSettings settings, NotificationText texts, Clock clock) {
        List<Channel> channels = new ArrayList<>();
        if (settings.mail() != null) {
            channels.add(new MailChannel(settings.mail(), texts, settings.publicUrl()));
        }
        if (settings.webhookSecret() != null) {
            channels.add(new WebhookChannel(settings.webhookSecret(), texts, clock, settings.publicUrl()));
        }
        if (settings.sms() != null) {
            channels.add(new SmsChannel(settings.sms(), texts));
        }
        return channels;
    }
}
