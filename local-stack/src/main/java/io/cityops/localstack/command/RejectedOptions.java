package io.cityops.localstack.command;

import io.cityops.localstack.rejected.RejectedMessages;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.settings.Settings;
import io.cityops.model.telemetry.RejectReason;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which refused messages a command is about. */
final class RejectedOptions {
    @Option(names = "--device", paramLabel = "ID", description = "Of this device, or sent by it for others.")
    private @Nullable String device;

    @Option(names = "--reason", paramLabel = "REASON", description = "For this reason, such as unknown-measure.")
    private @Nullable String reason;

    @Option(
            names = "--since",
            paramLabel = "2h|TIME",
            description = "Received not longer ago than this, or since this time (ISO 8601 with an offset).")
    private @Nullable String since;

    @Spec(Target.MIXEE)
    private @Nullable CommandSpec spec;

    RejectedMessages.Filter filter(int limit, Clock clock) {
        return new RejectedMessages.Filter(device, checkedReason(), sinceInstant(clock), limit);
    }

    private @Nullable String checkedReason() {
        String wanted = reason;
        List<String> reasons =
                Arrays.stream(RejectReason.values()).map(RejectReason::tag).toList();
        if (wanted != null && !reasons.contains(wanted)) {
            throw wrong("--reason " + wanted + ": allowed are " + String.join(", ", reasons)
                    + NearName.hint(wanted, reasons));
        }
        return wanted;
    }

    private @Nullable Instant sinceInstant(Clock clock) {
        String text = since;
        if (text == null) {
            return null;
        }
        try {
            return clock.instant().minus(Settings.parseDuration(text));
        } catch (IllegalArgumentException e) {
            // perhaps a time
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw wrong("--since " + text + ": allowed is a duration such as 30m, 2h or 7d, or a time such as"
                    + " 2026-11-22T07:00:00+07:00");
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }
}
