package io.cityops.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

class ClassArchiveIT {
    @TempDir
    private Path folder;

    @Test
    void anArchiveThatDoesNotFitAnyMoreLeavesTheProgramsOutputAsItIs() throws Exception {
        Execution before = help("before.jar");
        assertThat(folder.resolve("program.jsa")).as("the archive, made at the program's end").exists();

        Execution after = help("after.jar");

        assertThat(after.output()).startsWith("Usage: ").isEqualTo(before.output());
    }

    /** Prints the help of a program in a jar of this name, with the same archive each time. */
    private Execution help(String name) throws IOException, URISyntaxException {
        Path jar = folder.resolve(name);
        Files.copy(
                Path.of(AutoComplete.class.getProtectionDomain().getCodeSource().getLocation().toURI()), jar);
        List<String> words = new ArrayList<>(new ClassArchive(folder).flags("program"));
        words.addAll(List.of("picocli.AutoComplete", "--help"));
        Execution ended = Execution.run(Duration.ofMinutes(1), null, Launch.java(jar.toString(), words, Map.of()));
        assertThat(ended.succeeded()).as(ended.toString()).isTrue();
        return ended;
    }
}
