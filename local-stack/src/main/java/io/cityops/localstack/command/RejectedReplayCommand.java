package io.cityops.localstack.command;

import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.rejected.RejectedMessage;
import io.cityops.localstack.rejected.RejectedMessages;
import io.cityops.localstack.rejected.ReplayRun;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "replay",
        description = {
            "Has refused messages judged again, after the catalogue, a mapping or the registry was mended.",
            "They take the same checks, with the age that they had when they came. What of them is stored already is not",
            "stored again; messages that were accepted in an earlier replay are left out."
        })
final class RejectedReplayCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Mixin
    private RejectedOptions which = new RejectedOptions();

    @Option(names = "--dry-run", description = "Tells what would become of them, and stores nothing.")
    private boolean dryRun;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "At most so many, the oldest first (default: ${DEFAULT-VALUE}).")
    private int limit = 10_000;

    @Override
    public Integer call() throws Exception {
        Clock clock = Clock.systemUTC();
        RejectedMessages.Filter filter = which.filter(limit, clock);
        RunningCity running = city.city();
        try (RejectedMessages messages = RejectedMessages.open(running.database())) {
            List<RejectedMessage> found = messages.toReplay(filter);
            System.out.print(text(
                    found.size(),
                    new ReplayRun(city.settings().kafkaBootstrap(), messages, clock).replay(found, dryRun)));
        }
        return 0;
    }

    private String text(int refusals, ReplayRun.Summary summary) {
        StringBuilder text = new StringBuilder("%d refusals of %d messages: %d %s, %d values %s"
                .formatted(
                        refusals,
                        summary.messages(),
                        summary.accepted(),
                        dryRun ? "would be accepted" : "accepted",
                        summary.values(),
                        dryRun ? "would be stored" : "stored"));
        int refused = summary.messages() - summary.accepted();
        if (refused > 0) {
            text.append("; %d still refused (%s)"
                    .formatted(
                            refused,
                            summary.reasons().entrySet().stream()
                                    .map(each -> each.getKey() + " " + each.getValue())
                                    .collect(Collectors.joining(", "))));
        }
        if (summary.unfit() > 0) {
            text.append("; %d refusals were kept without what a replay needs".formatted(summary.unfit()));
        }
        return text.append('\n').toString();
    }
}
