package io.cityops.dashboard.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Empties the outbox, at least once each: a few at a time side by side, so that a server that does not answer holds the
 * others up for seconds at most. After a crash between sending and noting it, the same is sent once more, with the same id.
 *
 * <p>Meters: {@code cityops_notifications_total{channel,outcome}}, outcome {@code sent} or {@code failed}; alert when
 * {@code failed} grows and {@code sent} does not.
 */
final class NotificationSender implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationSender.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int AT_ONCE = 8;
    /** Well over what connecting, writing and reading may take together. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Outbox outbox;
    private final Map<String, Channel> channels;
    private final Backoff backoff;
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<String> secrets;
    private final Thread thread = new Thread(this::run, "notification-sender");
    private volatile boolean running;
    private boolean complained;

    /** @param secrets what must not be written into any reason */
    NotificationSender(
            Outbox outbox,
            List<Channel> channels,
            Backoff backoff,
            Clock clock,
            MeterRegistry meters,
            List<String> secrets) {
        this.outbox = outbox;
        this.channels = channels.stream().collect(Collectors.toMap(Channel::name, Function.identity()));
        this.backoff = backoff;
        this.clock = clock;
        this.meters = meters;
        this.secrets = List.copyOf(secrets);
        thread.setDaemon(true);
    }

    private void run() {
        while (running) {
            try {
                Duration pause = EVERY;
                try {
                    pause = sendDue() == AT_ONCE ? Duration.ZERO : EVERY;
                    complained = false;
                } catch (DataAccessException e) {
                    pause = AFTER_FAILURE;
                    complain(e);
                }
                Thread.sleep(pause);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                running = false;
            }
        }
    }

    private void complain(DataAccessException why) {
        if (!complained) {
            LOG.warn("The outbox cannot be read: {}", why.getMessage());
            complained = true;
        }
    }

    /** Sends some of what is due, and returns how many were tried. */
    int sendDue() throws InterruptedException {
        List<Notification> claimed = outbox.claim(clock.instant(), AT_ONCE, LEASE);
        if (claimed.isEmpty()) {
            return 0;
        }
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            claimed.forEach(each -> senders.execute(() -> send(each)));
        }
        return claimed.size();
    }

    private void send(Notification notification) {
        String outcome = "failed";
        try {
            Channel channel = channels.get(notification.channel());
            if (channel == null) {
                throw new Channel.NotTaken(
                        "this dashboard has no settings for " + notification.channel() + "; see docs/alarms.md");
            }
            channel.send(notification);
            outbox.sent(notification.id(), clock.instant());
            outcome = "sent";
        } catch (Channel.NotTaken e) {
            failed(notification, String.valueOf(e.getMessage()));
        } catch (DataAccessException e) {
            LOG.warn("Notification {}: what came of it could not be noted: {}", notification.id(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        meters.counter("cityops.notifications", "channel", notification.channel(), "outcome", outcome)
                .increment();
    }

    private void failed(Notification notification, String why) {
        String told = why;
        for (String secret : secrets) {
            told = told.replace(secret, "***");
        }
        Instant next = clock.instant().plus(backoff.after(notification.attempts()));
        LOG.info(
                "Notification {} by {} on route {} was not taken at try {}: {}",
                notification.id(),
                notification.channel(),
                notification.route(),
                notification.attempts(),
                told);
        try {
            outbox.failed(notification.id(), next, told);
        } catch (DataAccessException e) {
            LOG.warn("Notification {} is tried again when its lease ends: {}", notification.id(), e.getMessage());
        }
    }

    @Override
    public void start() {
        running = true;
        thread.start();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
