package io.cityops.localstack.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.localstack.catalogue.Versions;
import io.cityops.localstack.catalogue.Versions.Version;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description =
                "Lists the versions, the newest first, and what became of each in the stream job: taken, or refused and why.")
final class CatalogueListCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (Versions versions = Versions.open(city.city().database(), NotifyRouteAddCommand.actor())) {
            List<Version> found = versions.list();
            System.out.print(json ? toJson(found) : table(found));
        }
        return 0;
    }

    static String table(List<Version> found) {
        StringBuilder text = new StringBuilder();
        found.forEach(version -> text.append(line(version)).append('\n'));
        return text.append(found.size())
                .append(found.size() == 1 ? " version\n" : " versions\n")
                .toString();
    }

    static String line(Version version) {
        return "%s  holds from %s  %s%s by %s at %s  jobs: %s%s%s"
                .formatted(
                        version.label(),
                        version.from(),
                        version.origin(),
                        version.restoredFrom() == null ? "" : " from " + version.restoredFrom(),
                        version.appliedBy(),
                        version.appliedAt(),
                        version.jobs() == null ? "not told yet" : version.jobs(),
                        version.jobsDetail() == null ? "" : ", " + version.jobsDetail(),
                        version.note() == null ? "" : "  \"" + version.note() + "\"");
    }

    static String toJson(List<Version> found) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartArray();
            for (Version version : found) {
                json.writeStartObject();
                json.writeNumberField("number", version.number());
                json.writeStringField("label", version.label());
                json.writeStringField("checksum", version.checksum());
                json.writeStringField("holds_from", version.from().toString());
                json.writeStringField("applied_at", version.appliedAt().toString());
                json.writeStringField("applied_by", version.appliedBy());
                json.writeStringField("note", version.note());
                json.writeStringField("origin", version.origin());
                if (version.restoredFrom() != null) {
                    json.writeNumberField("restored_from", version.restoredFrom());
                }
                json.writeStringField("jobs", version.jobs());
                json.writeStringField("jobs_detail", version.jobsDetail());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        return text.append('\n').toString();
    }
}
