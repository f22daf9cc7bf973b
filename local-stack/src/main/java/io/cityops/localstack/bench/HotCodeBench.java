package io.cityops.localstack.bench;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.process.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The code that every message runs through, by JMH, see module {@code benchmarks}. */
final class HotCodeBench implements Benchmark {
    @Override
    public String name() {
        return "hot-code";
    }

    @Override
    public String about() {
        return "payload parser and codecs, by JMH; about two minutes";
    }

    @Override
    public void run(StackSettings settings, Reports reports, Console console) throws Exception {
        Path target = settings.home().resolve("benchmarks/target");
        if (!Files.exists(target.resolve("benchmarks.jar"))) {
            throw new StackFailure(
                    target.resolve("benchmarks.jar") + " is not built",
                    "Build it with: mvn -pl benchmarks -am package -DskipTests");
        }
        Path place = reports.place(name());
        int exit = Launch.java(
                        target.resolve("benchmarks.jar") + ":" + target.resolve("lib") + "/*",
                        List.of("org.openjdk.jmh.Main", "-rf", "json", "-rff", place + ".json", "-o", place + ".txt"),
                        Map.of())
                .runInForeground();
        if (exit != 0) {
            throw new StackFailure("JMH ended with " + exit, "Look into " + place + ".txt");
        }
        Files.readAllLines(Path.of(place + ".txt")).stream()
                .dropWhile(line -> !line.startsWith("Benchmark "))
                .forEach(console::print);
        console.say("report: " + place + ".txt and .json");
    }
}
