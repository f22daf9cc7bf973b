package io.cityops.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What to start: a command line, and the environment it gets on top of ours. */
public record Launch(List<String> command, Map<String, String> environment) {
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }

    /** A JVM of the kind we run on, with the class path handed over in its environment. */
    public static Launch java(String classPath, List<String> flagsAndMain, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(javaCommand());
        command.addAll(knownWarnings());
        command.addAll(flagsAndMain);
        Map<String, String> all = new HashMap<>(environment);
        all.put("CLASSPATH", classPath);
        return new Launch(command, all);
    }

    /** Libraries that newer JDKs warn of at each start; nothing that our operators could do about it. */
    private static List<String> knownWarnings() {
        return Runtime.version().feature() < 23
                ? List.of()
                : List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");
    }

    /** The same in a session of its own, so that Ctrl-C on our terminal reaches us alone and we stop it in order. */
    public Launch detached() {
        List<String> all = new ArrayList<>(List.of("setsid"));
        all.addAll(command);
        return new Launch(all, environment);
    }

    public static String javaCommand() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    public static String ownClassPath() {
        return Objects.requireNonNull(System.getProperty("java.class.path"));
    }

    /** Starts it; what it prints is appended to the log file. */
    public Process start(Path log) throws IOException {
        Files.createDirectories(Objects.requireNonNull(log.toAbsolutePath().getParent()));
        return builder()
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** The same, but it reads from us: whoever closes its standard input, or dies, lets it know. */
    public Process startLed(Path log) throws IOException {
        return builder()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Starts it for whoever reads its standard error; what else it prints is nobody's. */
    public Process startHeard() throws IOException {
        return builder()
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs it on our own terminal and returns its exit code. */
    public int runInForeground() throws IOException, InterruptedException {
        return startInForeground().waitFor();
    }

    /** Starts it on our own terminal. */
    public Process startInForeground() throws IOException {
        return builder().inheritIO().start();
    }

    ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(command);
        // Variables that change what these programs do behind our back.
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("PG") || key.equals("JAVA_TOOL_OPTIONS") || key.equals("CLASSPATH"));
        builder.environment().putAll(environment);
        return builder;
    }
}
