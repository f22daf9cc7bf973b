package io.cityops.localstack.city;

import io.cityops.localstack.Cache;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.ClassArchive;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.ListedClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The built modules of the checkout, and how each is run. */
record Modules(Path home, ClassArchive archive) {
    /** Small heaps, one collector thread: the whole city shares one machine. A process without memory ends, and is restarted. */
    private static final List<String> EVERY_JVM =
            List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError", "-Djava.awt.headless=true");

    /** Each checkout has its own archives. */
    static Modules of(Path home, Cache cache) {
        String checkout = Integer.toHexString(home.toString().hashCode());
        return new Modules(home, new ClassArchive(cache.resolve("classes").resolve(checkout)));
    }

    /** Runs {@code target/MODULE.jar} with {@code target/lib} by its main class. */
    Launch run(String module, List<String> flags, String mainClass, List<String> arguments, Map<String, String> env) {
        // A short command is another program to the archive than the service of the same class path.
        String program = arguments.isEmpty() ? module : module + "-" + arguments.getFirst();
        return runAs(program, module, flags, mainClass, arguments, env);
    }

    /** @param program by this name its loaded classes are kept */
    Launch runAs(
            String program,
            String module,
            List<String> flags,
            String mainClass,
            List<String> arguments,
            Map<String, String> env) {
        List<String> words = flags(program, flags);
        words.add(mainClass);
        words.addAll(arguments);
        return Launch.java(classPath(module), words, env);
    }

    private String classPath(String module) {
        Path target = home.resolve(module).resolve("target");
        return required(target.resolve(module + ".jar")) + ":" + target.resolve("lib") + "/*";
    }

    /**
     * The JVM of a service of that module which must be back soon after it was killed.
     *
     * @param program processes of that name load the same classes, and get the same flags
     */
    ListedClasses listed(String program, String module, List<String> flags) {
        List<String> words = new ArrayList<>(EVERY_JVM);
        words.addAll(flags);
        return new ListedClasses(archive.folder(), program, classPath(module), words);
    }

    /** Runs {@code target/MODULE.jar}, which carries everything it needs. */
    Launch runJar(String module, List<String> flags, Map<String, String> env) {
        Path target = home.resolve(module).resolve("target");
        List<String> words = flags(module, flags);
        words.addAll(List.of(
                "-jar", unpacked(required(target.resolve(module + ".jar"))).toString()));
        return Launch.java("", words, env);
    }

    /** Unpacked it starts faster, and its classes can be archived; where that cannot be done, it runs as it is. */
    private static Path unpacked(Path jar) {
        Path folder = jar.resolveSibling("unpacked");
        Path unpacked = folder.resolve(jar.getFileName());
        Path stamp = folder.resolve("unpacked-from");
        try {
            // Not by the time of its last change: a reproducible build sets that to a fixed one.
            String written = Files.getAttribute(jar, "unix:ctime") + " " + Files.size(jar);
            if (Files.exists(unpacked)
                    && Files.exists(stamp)
                    && Files.readString(stamp).equals(written)) {
                return unpacked;
            }
            FileTree.delete(folder);
            if (!unpack(jar, folder).succeeded()) {
                return jar;
            }
            Files.setLastModifiedTime(unpacked, FileTime.from(Instant.now()));
            Files.writeString(stamp, written);
            return unpacked;
        } catch (IOException e) {
            return jar;
        }
    }

    private static Execution unpack(Path jar, Path folder) {
        return Execution.run(
                Duration.ofMinutes(1),
                List.of(
                        Launch.javaCommand(),
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--destination",
                        folder.toString()));
    }

    private List<String> flags(String program, List<String> own) {
        List<String> words = new ArrayList<>(EVERY_JVM);
        words.addAll(archive.flags(program));
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
