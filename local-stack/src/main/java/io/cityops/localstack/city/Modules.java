package io.cityops.localstack.city;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The built modules of the checkout, and how each is run. */
record Modules(Path home) {
    /** Small heaps, one collector thread: the whole city shares one machine. A process without memory ends, and is restarted. */
    private static final List<String> EVERY_JVM =
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true");

    /** Runs {@code target/MODULE.jar} with {@code target/lib} by its main class. */
    Launch run(String module, List<String> flags, String mainClass, List<String> arguments, Map<String, String> env) {
        Path target = home.resolve(module).resolve("target");
        Path jar = required(target.resolve(module + ".jar"));
        List<String> words = flags(flags);
        words.add(mainClass);
        words.addAll(arguments);
        return Launch.java(jar + ":" + target.resolve("lib") + "/*", words, env);
    }

    /** Runs {@code target/MODULE.jar}, which carries everything it needs. */
    Launch runJar(String module, List<String> flags, Map<String, String> env) {
        Path jar = required(home.resolve(module).resolve("target").resolve(module + ".jar"));
        List<String> words = flags(flags);
        words.addAll(List.of("-jar", jar.toString()));
        return Launch.java("", words, env);
    }

    private static List<String> flags(List<String> own) {
        List<String> words = new ArrayList<>(EVERY_JVM);
        words.addAll(own);
        return words;
    }

    private static Path required(Path jar) {
        if (!Files.exists(jar)) {
            throw new StackFailure(jar + " is not built", "Run ./cityops demo, which builds what is missing");
        }
        return jar;
    }
}
