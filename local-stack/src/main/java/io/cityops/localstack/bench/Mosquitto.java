package io.cityops.localstack.bench;

import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.FreePort;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.OwnedProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plain Mosquitto as Debian has it, the reference: it acknowledges from memory and keeps nothing. */
final class Mosquitto implements AutoCloseable {
    private static final Duration INSTALL_LIMIT = Duration.ofMinutes(3);
    private static final Duration START_LIMIT = Duration.ofSeconds(10);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
    private static final List<Path> PROGRAMS = List.of(Path.of("/usr/sbin/mosquitto"), Path.of("/usr/bin/mosquitto"));

    private final OwnedProcess process;
    private final int port;

    private Mosquitto(OwnedProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Where it is; as root it is installed where it is missing, but not started as a service. */
    static Optional<Path> program() {
        if (installed().isEmpty() && "root".equals(System.getProperty("user.name"))) {
            Execution.run(
                    INSTALL_LIMIT,
                    List.of(
                            "sh",
                            "-c",
                            "apt-get -q update && RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive"
                                    + " apt-get -q -y install --no-install-recommends mosquitto"));
        }
        return installed();
    }

    private static Optional<Path> installed() {
        return PROGRAMS.stream().filter(Files::isExecutable).findFirst();
    }

    static String version(Path program) {
        return Execution.run(START_LIMIT, List.of(program.toString(), "-h"))
                .output()
                .lines()
                .findFirst()
                .orElse("mosquitto");
    }

    static Mosquitto start(Path program, Path folder) throws IOException {
        int port = FreePort.next();
        Files.createDirectories(folder);
        Path configuration = folder.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence false
                set_tcp_nodelay true
                log_type error
                """.formatted(port));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        OwnedProcess process = new OwnedProcess("mosquitto", folder.resolve("mosquitto.log"));
        process.start(
                new Launch(List.of(program.toString(), "-c", configuration.toString()), Map.of()),
                () -> listens(port),
                START_LIMIT);
        return new Mosquitto(process, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    String url() {
        return "mqtt://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.stop("TERM", STOP_LIMIT);
    }
}
