package io.cityops.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.util.PGJDBCMain;

class ListedClassesIT {
    @TempDir
    private Path folder;

    @Test
    void theNextProcessTakesItsClassesFromWhatTheFirstListed() throws Exception {
        Path jar = folder.resolve("program.jar");
        Files.copy(driver(), jar);
        ListedClasses classes =
                new ListedClasses(folder.resolve("archives"), "program", jar.toString(), List.of("-XX:+UseSerialGC"));

        assertThat(sources(classes)).as("of the first process").contains(jar.toString());
        assertThat(classes.makeArchive()).isEmpty();

        assertThat(sources(classes)).contains("shared objects file").doesNotContain(jar.toString());
        assertThat(classes.makeArchive()).as("nothing more to do").isEmpty();
    }

    @Test
    void aListThatIsStillWrittenIsTakenUpToItsLastWholeLine() throws Exception {
        Path jar = folder.resolve("program.jar");
        Files.copy(driver(), jar);
        Path archives = folder.resolve("archives");
        ListedClasses classes = new ListedClasses(archives, "program", jar.toString(), List.of("-XX:+UseSerialGC"));
        sources(classes);
        Path list;
        try (Stream<Path> files = Files.list(archives)) {
            list = files.filter(file -> file.toString().endsWith(".classlist"))
                    .findAny()
                    .orElseThrow();
        }
        Files.writeString(list, "@", StandardOpenOption.APPEND);

        assertThat(classes.makeArchive()).isEmpty();

        assertThat(sources(classes)).contains("shared objects file").doesNotContain(jar.toString());
    }

    @Test
    void aJarThatWasBuiltAnewIsListedAnew() throws Exception {
        Path jar = folder.resolve("program.jar");
        Files.copy(driver(), jar);
        ListedClasses classes =
                new ListedClasses(folder.resolve("archives"), "program", jar.toString(), List.of("-XX:+UseSerialGC"));
        sources(classes);
        assertThat(classes.makeArchive()).isEmpty();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));

        assertThat(sources(classes)).contains(jar.toString());
        assertThat(classes.makeArchive()).isEmpty();
        assertThat(sources(classes)).doesNotContain(jar.toString());
    }

    @Test
    void whereNothingWasListedNothingIsMade() throws Exception {
        Files.copy(driver(), folder.resolve("program.jar"));
        ListedClasses classes = new ListedClasses(
                folder, "program", folder.resolve("program.jar").toString(), List.of());

        assertThat(classes.makeArchive()).isEmpty();
        assertThat(folder.resolve("program-listed.jsa")).doesNotExist();
    }

    /** Where the program's own classes came from in one run of it. */
    private static String sources(ListedClasses classes) {
        Launch launch = classes.launch(PGJDBCMain.class.getName(), Map.of());
        List<String> command = new ArrayList<>(launch.command());
        command.add(command.size() - 1, "-Xlog:class+load:stdout");
        Execution ended = Execution.run(Duration.ofMinutes(1), null, new Launch(command, launch.environment()));
        assertThat(ended.output()).contains("PostgreSQL"); // it ends with 1, having nothing to do
        return ended.output()
                .lines()
                .filter(line -> line.contains(" org.postgresql.util.PGJDBCMain source:"))
                .map(line -> line.replaceFirst(".* source: ", ""))
                .distinct()
                .reduce("", (all, source) -> all + source + "\n");
    }

    private static Path driver() throws URISyntaxException {
        return Path.of(PGJDBCMain.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }
}
