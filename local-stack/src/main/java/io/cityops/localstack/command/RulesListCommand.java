package io.cityops.localstack.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.localstack.catalogue.RuleDesk;
import io.cityops.model.version.RuleVersions.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Lists versions of rules that were proposed, with their state.")
final class RulesListCommand implements Callable<Integer> {
    @Mixin
    private RuleEditor editor = new RuleEditor();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (RuleDesk desk = editor.desk()) {
            List<Version> all = desk.versions().list();
            if (json) {
                System.out.print(toJson(all));
            } else {
                all.forEach(version -> System.out.println(line(version)));
                System.out.println(all.size() == 1 ? "1 version" : all.size() + " versions");
            }
        }
        return 0;
    }

    private static String line(Version version) {
        return "%-28s %3d  %-10s  proposed by %s at %s%s%s%s"
                .formatted(
                        version.rule(),
                        version.version(),
                        version.state(),
                        version.proposedBy(),
                        version.proposedAt(),
                        version.alarmsPerDay() == null
                                ? ""
                                : String.format(Locale.ROOT, "  rehearsed: %.1f alarms a day", version.alarmsPerDay()),
                        version.decidedBy() == null ? "" : "  decided by " + version.decidedBy(),
                        version.note() == null ? "" : "  \"" + version.note() + "\"");
    }

    private static String toJson(List<Version> all) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Version version : all) {
                json.writeStartObject();
                json.writeStringField("rule", version.rule());
                json.writeNumberField("version", version.version());
                json.writeStringField("state", version.state());
                json.writeStringField("note", version.note());
                json.writeStringField("proposed_by", version.proposedBy());
                json.writeStringField("proposed_at", version.proposedAt().toString());
                if (version.alarmsPerDay() != null) {
                    json.writeNumberField("alarms_per_day", version.alarmsPerDay());
                }
                json.writeStringField(
                        "shadow_at",
                        version.shadowAt() == null ? null : version.shadowAt().toString());
                json.writeStringField("decided_by", version.decidedBy());
                json.writeStringField(
                        "decided_at",
                        version.decidedAt() == null ? null : version.decidedAt().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }
}
