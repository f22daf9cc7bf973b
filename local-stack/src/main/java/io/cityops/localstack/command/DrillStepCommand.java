package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.drill.Drill;
import io.cityops.localstack.drill.Drills;
import io.cityops.localstack.drill.Label;
import io.cityops.model.catalogue.NearName;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "step", description = "Ticks a step of a label's procedure in the drill that runs.")
public final class DrillStepCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(index = "0", paramLabel = "RUN", description = "The drill's id, or 'current'.")
    private String run = "";

    @Parameters(index = "1", paramLabel = "LABEL", description = "The label's id.")
    private String labelId = "";

    @Parameters(index = "2", paramLabel = "STEP", description = "Which step of its procedure, from 1.")
    private int step;

    @Option(names = "--comment", defaultValue = "", description = "What was done.")
    private String comment = "";

    @Override
    public Integer call() throws Exception {
        try (Drills drills = DrillCommand.drills(city.city())) {
            Drill drill = Drills.required(drills, run);
            if (drill.endedAt() != null) {
                throw new StackFailure("the drill " + drill.id() + " is over", "Tick steps while it runs");
            }
            Label label = label(drill);
            if (step < 1 || step > label.procedure().size()) {
                throw new StackFailure(
                        "'%s' has no step %d".formatted(labelId, step),
                        "Allowed are 1 to " + label.procedure().size());
            }
            boolean news = drills.tick(drill.id(), labelId, step, comment);
            System.out.println((news ? "done: " : "was done already: ")
                    + label.procedure().get(step - 1).en());
        }
        return 0;
    }

    private Label label(Drill drill) {
        List<String> ids = drill.labels().stream().map(Label::id).toList();
        return drill.labels().stream()
                .filter(label -> label.id().equals(labelId))
                .findFirst()
                .orElseThrow(() -> new StackFailure(
                        "the drill has no label '" + labelId + "'" + NearName.hint(labelId, ids),
                        "It has: " + String.join(", ", ids)));
    }
}
