package io.cityops.localstack.city;

import io.cityops.localstack.process.Execution;
import io.cityops.localstack.supervision.ProcessStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What of this machine and this installation stands in the city's way. Changes nothing. */
public final class Diagnosis {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final long NEEDED_MEMORY_MIB = 4_096;
    private static final long NEEDED_DISK_MIB = 4_096;
    private static final int NEEDED_OPEN_FILES = 4_096;

    private final StackSettings settings;
    private final List<Finding> findings = new ArrayList<>();

    public Diagnosis(StackSettings settings) {
        this.settings = settings;
    }

    /** @param remedy empty when nothing is wrong */
    public record Finding(String what, String remedy) {
        public boolean isProblem() {
            return !remedy.isEmpty();
        }

        public String line() {
            return isProblem() ? "WRONG  " + what + ". " + remedy : "ok     " + what;
        }
    }

    public List<Finding> findings() throws IOException {
        String version = Runtime.version().toString();
        judge(Runtime.version().feature() >= 21, "JDK " + version, "Install JDK 21 or newer");
        program("mvn", "Maven, which builds the city", "Install Debian's package maven");
        program("npm", "npm, which fetches Node for building the dashboard", "Install Debian's package npm");
        program("chromium", "Chromium, which the end-to-end tests drive", "Install Debian's package chromium");
        program("setsid", "setsid", "Install Debian's package util-linux");
        database();
        memory();
        disk();
        openFiles();
        ports();
        modules();
        return List.copyOf(findings);
    }

    private void judge(boolean good, String what, String remedy) {
        findings.add(new Finding(what, good ? "" : remedy));
    }

    private void program(String name, String what, String remedy) {
        boolean there = Execution.run(LIMIT, List.of("sh", "-c", "command -v \"$0\"", name))
                .succeeded();
        judge(there, there ? what : what + " is missing", remedy);
    }

    private void database() throws IOException {
        Path cached = settings.cache().resolve("postgres");
        boolean there = false;
        if (Files.isDirectory(cached)) {
            try (Stream<Path> servers = Files.list(cached)) {
                there = servers.anyMatch(server -> server.toString().endsWith("-timescaledb"));
            }
        }
        if (there) {
            judge(true, "TimescaleDB is in the cache " + cached, "");
        } else {
            program(
                    "apt-get",
                    "apt-get, which fetches TimescaleDB at the first start",
                    "Without it the city runs on plain PostgreSQL");
            program(
                    "dpkg-deb",
                    "dpkg-deb, which unpacks TimescaleDB at the first start",
                    "Without it the city runs on plain PostgreSQL");
        }
    }

    private void memory() throws IOException {
        long mebibytes = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                        .filter(line -> line.startsWith("MemTotal:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
        judge(
                mebibytes >= NEEDED_MEMORY_MIB,
                mebibytes + " MiB of memory",
                "The city with its simulators takes up to " + NEEDED_MEMORY_MIB + " MiB");
    }

    private void disk() throws IOException {
        Path existing = settings.data();
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long mebibytes = Files.getFileStore(existing).getUsableSpace() >> 20;
        judge(
                mebibytes >= NEEDED_DISK_MIB && Files.isWritable(existing),
                mebibytes + " MiB free for the data folder " + settings.data()
                        + (Files.isWritable(existing) ? "" : ", which cannot be written"),
                "Name another folder with --data DIR or CITYOPS_DATA; " + NEEDED_DISK_MIB + " MiB are a good start");
    }

    private void openFiles() throws IOException {
        Optional<String> limit = Files.readAllLines(Path.of("/proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.strip().split("\\s+", -1)[4])
                .findFirst();
        boolean enough = limit.map(text -> text.equals("unlimited") || Long.parseLong(text) >= NEEDED_OPEN_FILES)
                .orElse(true);
        judge(enough, limit.orElse("?") + " files may be open in one process", "Raise it with: ulimit -n 65536");
    }

    private void ports() throws IOException {
        Set<Integer> own = new RunningCity(settings)
                .state().processes().stream()
                        .filter(process -> process.pid() != 0)
                        .map(ProcessStatus::ports)
                        .flatMap(List::stream)
                        .collect(Collectors.toSet());
        for (int port : settings.ports().all()) {
            boolean good = own.contains(port) || PortCheck.isFree(settings.bind(), port);
            String owner = PortOwner.of(port).map(name -> " by " + name).orElse("");
            if (!good) {
                judge(
                        false,
                        "port " + port + " is taken" + owner,
                        "Stop that process, or move every port with CITYOPS_PORT_OFFSET=100");
            }
        }
        judge(true, "the ports are looked at", "");
    }

    private void modules() {
        for (String module : List.of("ingest-gateway", "stream-jobs", "simulators", "dashboard")) {
            Path jar = settings.home().resolve(module).resolve("target").resolve(module + ".jar");
            judge(
                    Files.exists(jar),
                    Files.exists(jar) ? module + " is built" : module + " is not built",
                    "./cityops demo builds it");
        }
    }
}
