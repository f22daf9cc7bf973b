package io.cityops.city;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A whole city, started as a person would start it, in a data folder and on ports of its own. */
final class City implements AutoCloseable {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath().getParent();
    private static final int[] USUAL_PORTS = {
        1883, 8883, 8080, 9101, 9102, 9103, 8081, 9092, 9093, 5433, 2181, 6123, 9104, 9105
    };

    private final Path data;
    private final int portOffset;
    private final Process demo;
    private final Path console;

    private City(Path data, int portOffset, Process demo, Path console) {
        this.data = data;
        this.portOffset = portOffset;
        this.demo = demo;
        this.console = console;
    }

    static City start(Path data, String... demoOptions) throws IOException {
        int portOffset = freePortOffset();
        Path console = Files.createTempFile("cityops-console", ".log");
        List<String> arguments = new ArrayList<>(List.of("demo", "--data", data.toString()));
        arguments.addAll(List.of(demoOptions));
        Process demo = command(data, portOffset, arguments)
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        City city = new City(data, portOffset, demo, console);
        try {
            Eventually.until("the city is ready", Duration.ofSeconds(480), () -> {
                if (!demo.isAlive()) {
                    throw new IllegalStateException("the demo ended");
                }
                return city.console().contains("\nready: ");
            });
        } catch (AssertionError e) {
            city.close();
            throw new AssertionError("the city did not start:\n" + city.console(), e);
        }
        return city;
    }

    /** What the demo has printed so far. */
    String console() throws IOException {
        return Files.readString(console);
    }

    Path data() {
        return data;
    }

    /** Of the demo's own process, which supervises the others. */
    long pid() {
        return demo.pid();
    }

    int port(int usual) {
        return usual + portOffset;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port(8080) + path;
    }

    String adminPassword() throws IOException {
        return Files.readString(data.resolve("config/admin-password")).strip();
    }

    /** Runs {@code cityops} with these arguments against this city. */
    Ended cityops(String... arguments) throws IOException, InterruptedException {
        return end(command(data, portOffset, List.of(arguments)).start());
    }

    /** Begins to run it; what it prints goes to the file. */
    Process begin(Path output, String... arguments) throws IOException {
        return command(data, portOffset, List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }

    /** Runs a {@code cityops} that needs no city. */
    static Ended alone(Path data, String... arguments) throws IOException, InterruptedException {
        return end(command(data, 0, List.of(arguments)).start());
    }

    /** @param exitCode as POSIX has it; @param out and err what was printed */
    record Ended(int exitCode, String out, String err) {}

    private static Ended end(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end within 120 s");
        }
        return new Ended(process.exitValue(), out, err);
    }

    private static ProcessBuilder command(Path data, int portOffset, List<String> arguments) {
        Path stack = CHECKOUT.resolve("local-stack/target");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                stack.resolve("local-stack.jar") + ":" + stack.resolve("lib") + "/*",
                "io.cityops.localstack.Cli"));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words).directory(CHECKOUT.toFile());
        builder.environment().put("CITYOPS_PORT_OFFSET", Integer.toString(portOffset));
        builder.environment().put("CITYOPS_DATA", data.toString());
        builder.environment().put("CITYOPS_HOME", CHECKOUT.toString());
        return builder;
    }

    /** Registers a device and returns its token. */
    String addDevice(String id, String type, String area, String interval) throws IOException, InterruptedException {
        Ended added = cityops("device", "add", id, "--type", type, "--area", area, "--interval", interval);
        Matcher token = Pattern.compile("token: (\\S+)").matcher(added.out());
        if (added.exitCode() != 0 || !token.find()) {
            throw new AssertionError("device add: " + added);
        }
        return token.group(1);
    }

    /** As whoever may read the contract's views. */
    Connection database() throws SQLException, IOException, InterruptedException {
        return database("reader");
    }

    Connection database(String role) throws SQLException, IOException, InterruptedException {
        Matcher url = Pattern.compile("postgres(?:ql)?://([^:]+):([^@]+)@(\\S+)")
                .matcher(cityops("db-url", "--role", role).out());
        if (!url.find()) {
            throw new AssertionError("db-url printed no address");
        }
        return DriverManager.getConnection("jdbc:postgresql://" + url.group(3), url.group(1), url.group(2));
    }

    /** The first column of the first row, as text; empty when there is no row. */
    static String ask(Connection database, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = database.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? String.valueOf(rows.getObject(1)) : "";
            }
        }
    }

    static long count(Connection database, String sql, Object... parameters) throws SQLException {
        return Long.parseLong(ask(database, sql, parameters));
    }

    /** @param state as the status tells it: starting, ready or down */
    record Part(long pid, String state, int restarts) {}

    Part part(String name) throws IOException, InterruptedException {
        String json = cityops("status", "--json").out();
        Matcher object = Pattern.compile("\\{[^{}]*\"name\"\\s*:\\s*\"" + name + "\"[^{}]*}")
                .matcher(json);
        if (!object.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        String pid = field(object.group(), "pid");
        return new Part(
                pid.equals("null") ? 0 : Long.parseLong(pid),
                field(object.group(), "state").replace("\"", ""),
                Integer.parseInt(field(object.group(), "restarts")));
    }

    private static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\"\\s*:\\s*(\"[^\"]*\"|[^,}\\s]+)")
                .matcher(json);
        if (!value.find()) {
            throw new AssertionError("no " + name + " in " + json);
        }
        return value.group(1);
    }

    /** Kills a part as a crash would, and returns how long it took until it was healthy again. */
    Duration killAndAwait(String name) throws IOException, InterruptedException {
        return killAndAwait(name, part(name));
    }

    /** @param before what the status told of the part a moment ago */
    Duration killAndAwait(String name, Part before) {
        ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
        return Eventually.until(
                name + " is back",
                Duration.ofSeconds(180),
                Duration.ofSeconds(1), // each look starts a process, and the part needs the processor more
                () -> {
                    Part now = part(name);
                    return now.pid() != before.pid()
                            && now.restarts() > before.restarts()
                            && now.state().equals("ready");
                });
    }

    /** @param signal by name, such as {@code STOP} */
    static void signal(String signal, long pid) throws Exception {
        int exit = new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + pid)
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new AssertionError("kill -s " + signal + " " + pid + " ended with " + exit);
        }
    }

    /** Stops the city as Ctrl-C would, and returns the demo's exit code. */
    int stop() throws InterruptedException {
        demo.destroy();
        if (!demo.waitFor(180, TimeUnit.SECONDS)) {
            demo.destroyForcibly();
            throw new AssertionError("the demo did not stop within 180 s");
        }
        return demo.exitValue();
    }

    @Override
    public void close() {
        if (demo.isAlive()) {
            try {
                stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                demo.destroyForcibly();
            }
        }
    }

    static void deleteTree(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static int freePortOffset() throws IOException {
        for (int offset = 20_000; offset < 50_000; offset += 100) {
            if (allFree(offset)) {
                return offset;
            }
        }
        throw new IOException("no free ports for a city");
    }

    private static boolean allFree(int offset) {
        for (int usual : USUAL_PORTS) {
            try (ServerSocket probe = new ServerSocket(usual + offset, 1, InetAddress.getLoopbackAddress())) {
                probe.setReuseAddress(true);
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}
