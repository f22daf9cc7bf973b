package io.cityops.jobs.rehearse;

import static io.cityops.jobs.ReportFixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Hands clock = new Hands();

    @Test
    void itIsToldOnceASecondWithTheTimeThatIsLeft() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Progress progress = new Progress(new PrintStream(said), clock, NOON, NOON.plusSeconds(1_000));
        progress.accept(NOON.plusSeconds(1).toEpochMilli());
        clock.now = NOON.plusSeconds(10);
        progress.accept(NOON.plusSeconds(250).toEpochMilli());
        progress.accept(NOON.plusSeconds(260).toEpochMilli());

        assertThat(said.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines(" 25.0 %  10 s, about 30 s left\n");
    }

    @Test
    void aRehearsalEndsWhenWhoeverStartedItIsGone() {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int part) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        Progress progress = new Progress(new PrintStream(broken), clock, NOON, NOON.plusSeconds(1_000));
        clock.now = NOON.plusSeconds(1);
        long reached = NOON.plusSeconds(250).toEpochMilli();

        assertThatThrownBy(() -> progress.accept(reached)).isInstanceOf(Progress.NobodyListens.class);
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
