package io.cityops.localstack.city;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who listens on a TCP port, by Linux's own tables; told only for processes that we may look into. */
final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    /** Such as {@code process 4711 (java)}. */
    static Optional<String> of(int port) {
        try {
            Set<String> sockets = listeningSockets(port);
            try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
                return processes
                        .filter(process -> process.getFileName().toString().matches("\\d+"))
                        .filter(process -> holdsOneOf(process, sockets))
                        .map(PortOwner::describe)
                        .findFirst();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Set<String> listeningSockets(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            Path file = Path.of("/proc/net", table);
            if (Files.exists(file)) {
                for (String line : Files.readAllLines(file)) {
                    List<String> columns = List.of(line.strip().split("\\s+", -1));
                    if (columns.size() > 9
                            && columns.get(1).endsWith(suffix)
                            && columns.get(3).equals(LISTENING)) {
                        sockets.add("socket:[" + columns.get(9) + "]");
                    }
                }
            }
        }
        return sockets;
    }

    private static boolean holdsOneOf(Path process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException e) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static String describe(Path process) {
        String name;
        try {
            name = Files.readString(process.resolve("comm")).strip();
        } catch (IOException e) {
            name = "unknown";
        }
        return "process " + process.getFileName() + " (" + name + ")";
    }
}
