package io.cityops.localstack.city;

import io.cityops.localstack.process.FreePort;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.OwnedProcess;
import io.cityops.localstack.supervision.Service;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some parts of a city, each started as the city starts it, on free ports: what a benchmark drives. */
final class StartedParts implements AutoCloseable {
    private record Running(Service service, OwnedProcess process) {}

    private final DataFolder data;
    private final Map<String, String> environment;
    private final Deque<Running> running = new ArrayDeque<>();

    /** @param environment given to each part besides what it needs */
    StartedParts(DataFolder data, Map<String, String> environment) {
        this.data = data;
        this.environment = Map.copyOf(environment);
    }

    static Map<String, String> freePorts(List<String> keys) throws IOException {
        Map<String, String> ports = new HashMap<>();
        for (String key : keys) {
            ports.put(key, Integer.toString(FreePort.next()));
        }
        return ports;
    }

    /** Returns when the part is ready. */
    OwnedProcess bringUp(Service service) throws Exception {
        OwnedProcess process = new OwnedProcess(service.name(), data.logs().resolve(service.name() + ".log"));
        Launch launch = service.launcher().prepare();
        Map<String, String> all = new HashMap<>(launch.environment());
        all.putAll(environment);
        running.push(new Running(service, process));
        process.start(
                new Launch(launch.command(), all), () -> service.health().ask().up(), service.startLimit());
        service.afterFirstStart().run();
        return process;
    }

    /** The last started first. */
    @Override
    public void close() {
        while (!running.isEmpty()) {
            Running last = running.pop();
            last.process().stop(last.service().stopSignal(), last.service().stopLimit());
        }
    }
}
