package io.cityops.localstack.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.localstack.catalogue.RuleDesk;
import io.cityops.model.version.RuleVersions.Difference;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "differences",
        description =
                "Lists what a version in the shadow raised and the active one did not, and the other way round; two alarms"
                        + " of one entity within two minutes are the same.")
final class RulesDifferencesCommand implements Callable<Integer> {
    private static final String BOTH = "both";

    @Mixin
    private RuleEditor editor = new RuleEditor();

    @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
    private String rule = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Option(names = "--json", description = "As JSON, for programs; what both raised, too.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (RuleDesk desk = editor.desk()) {
            desk.content(rule, version);
            List<Difference> all = desk.versions().differences(rule, version);
            System.out.print(json ? toJson(all) : text(all));
        }
        return 0;
    }

    private static String text(List<Difference> all) {
        StringBuilder text = new StringBuilder();
        all.stream()
                .filter(each -> !each.raisedBy().equals(BOTH))
                .forEach(each -> text.append("only %-6s  %s  %s in %s%n"
                        .formatted(
                                each.raisedBy(),
                                each.shadowAt() == null ? each.activeAt() : each.shadowAt(),
                                each.entityId(),
                                each.area())));
        return text.append("%d by both, %d by the shadow only, %d by the active version only%n"
                        .formatted(count(all, BOTH), count(all, "shadow"), count(all, "active")))
                .toString();
    }

    private static long count(List<Difference> all, String raisedBy) {
        return all.stream().filter(each -> each.raisedBy().equals(raisedBy)).count();
    }

    private static String toJson(List<Difference> all) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Difference each : all) {
                json.writeStartObject();
                json.writeStringField("raised_by", each.raisedBy());
                json.writeStringField("entity_id", each.entityId());
                json.writeStringField("area", each.area());
                json.writeStringField(
                        "shadow_at",
                        each.shadowAt() == null ? null : each.shadowAt().toString());
                json.writeStringField(
                        "active_at",
                        each.activeAt() == null ? null : each.activeAt().toString());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }
}
