package io.cityops.gateway.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SampledLogTest {
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 10);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final SampledLog log = new SampledLog(logger(), nanoTime::get);

    @Test
    void stormOfOneEventIsOneLineASecondAndACount() {
        for (int i = 0; i < 1_000; i++) {
            log.warn("refused {}", i);
        }
        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage)).containsExactly("refused 0");

        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(1));
        log.warn("refused again");

        assertThat(lines.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly("refused 0", "refused again", "... and 999 more of this kind since the line before");
    }

    private Logger logger() {
        Logger logger = (Logger) LoggerFactory.getLogger("sampled");
        logger.setAdditive(false);
        logger.detachAndStopAllAppenders();
        lines.start();
        logger.addAppender(lines);
        return logger;
    }
}
