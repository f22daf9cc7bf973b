package io.cityops.localstack.supervision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code run/stack.json}: written as a whole or not at all, so that a reader never sees half of it. */
public record StateFile(Path file) {
    private static final JsonFactory JSON = new JsonFactory();

    public void write(StackState state) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(fresh, toJson(state));
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What was written last; nothing, where nothing was or where it cannot be understood. */
    public StackState read() throws IOException {
        if (!Files.exists(file)) {
            return StackState.nothing();
        }
        try (JsonParser parser = JSON.createParser(Files.readString(file))) {
            return readState(parser);
        } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
            return StackState.nothing();
        }
    }

    public static String toJson(StackState state) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("state", state.state().tag());
            json.writeArrayFieldStart("processes");
            for (ProcessStatus process : state.processes()) {
                writeProcess(json, process);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("supervisor");
            json.writeNumberField("pid", state.supervisorPid());
            json.writeStringField("started_at", state.supervisorStartedAt().toString());
            json.writeEndObject();
            json.writeBooleanField("timescale", state.timescale());
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return text + "\n";
    }

    private static void writeProcess(JsonGenerator json, ProcessStatus process) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", process.name());
        json.writeStringField("state", process.state().tag());
        if (process.pid() == 0) {
            json.writeNullField("pid");
        } else {
            json.writeNumberField("pid", process.pid());
        }
        json.writeArrayFieldStart("ports");
        for (int port : process.ports()) {
            json.writeNumber(port);
        }
        json.writeEndArray();
        if (process.startedAt() == null) {
            json.writeNullField("started_at");
        } else {
            json.writeStringField("started_at", process.startedAt().toString());
        }
        json.writeNumberField("restarts", process.restarts());
        json.writeEndObject();
    }

    private static StackState readState(JsonParser json) throws IOException {
        StackState.Overall overall = StackState.Overall.DOWN;
        List<ProcessStatus> processes = new ArrayList<>();
        long supervisorPid = 0;
        Instant supervisorStartedAt = Instant.EPOCH;
        boolean timescale = false;
        json.nextToken();
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            json.nextToken();
            switch (field) {
                case "state" -> overall = StackState.Overall.of(json.getText());
                case "processes" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        processes.add(readProcess(json));
                    }
                }
                case "supervisor" -> {
                    ProcessStatus supervisor = readProcess(json);
                    supervisorPid = supervisor.pid();
                    supervisorStartedAt = supervisor.startedAt() == null ? Instant.EPOCH : supervisor.startedAt();
                }
                case "timescale" -> timescale = json.getBooleanValue();
                default -> json.skipChildren();
            }
        }
        return new StackState(overall, processes, supervisorPid, supervisorStartedAt, timescale);
    }

    private static ProcessStatus readProcess(JsonParser json) throws IOException {
        String name = "";
        ProcessState state = ProcessState.DOWN;
        long pid = 0;
        List<Integer> ports = new ArrayList<>();
        @Nullable Instant startedAt = null;
        int restarts = 0;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken value = json.nextToken();
            if (value == JsonToken.VALUE_NULL) {
                continue;
            }
            switch (field) {
                case "name" -> name = json.getText();
                case "state" -> state = ProcessState.of(json.getText());
                case "pid" -> pid = json.getLongValue();
                case "ports" -> {
                    while (json.nextToken() != JsonToken.END_ARRAY) {
                        ports.add(json.getIntValue());
                    }
                }
                case "started_at" -> startedAt = Instant.parse(json.getText());
                case "restarts" -> restarts = json.getIntValue();
                default -> json.skipChildren();
            }
        }
        return new ProcessStatus(name, state, pid, ports, startedAt, restarts);
    }
}
