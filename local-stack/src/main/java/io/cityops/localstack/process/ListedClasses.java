package io.cityops.localstack.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes of a service that must be back soon after a {@code kill -9}: its first process lists what it loads, and
 * another of the lowest priority makes an archive of them while it runs. A {@link ClassArchive} would be made at its
 * first orderly end, which may never come. Started with the archive, the stream job needs a third less processor time
 * until it is live.
 *
 * @param classPath jars, and folders of jars that end with {@code /*}
 * @param flags of the JVM, without the class path; they must be the same in all processes of that name
 */
public record ListedClasses(Path folder, String name, String classPath, List<String> flags) {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** From this version on the JVM links archived classes before it starts. */
    private static final int LINKED_SINCE = 24;

    /** The JVM puts "pid" and its process id there. */
    private static final String LIST_OF_ONE_PROCESS = "-%p.classlist";

    private static final List<String> QUIET = List.of("-Xlog:disable", "-Xlog:all=error,cds*=off,aot*=off:stderr");

    public ListedClasses {
        flags = List.copyOf(flags);
    }

    /** The next process; without archive or list where the folder cannot be used. */
    public Launch launch(String mainClass, Map<String, String> environment) {
        List<String> words = new ArrayList<>(flags);
        words.addAll(archiveFlags());
        words.add(mainClass);
        return Launch.java(classPath, words, environment);
    }

    private List<String> archiveFlags() {
        List<String> words = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            words.add(
                    isMade()
                            ? "-XX:SharedArchiveFile=" + archive()
                            : "-XX:DumpLoadedClassList=" + folder.resolve(name + LIST_OF_ONE_PROCESS));
            words.addAll(QUIET);
            return words;
        } catch (IOException e) {
            return List.of();
        }
    }

    /**
     * Makes the archive of what was listed up to now, where that was not done yet. Takes some seconds of one core that
     * has nothing better to do.
     *
     * @return what went wrong; empty when nothing did
     */
    public String makeArchive() {
        try {
            List<Path> lists = lists();
            if (isMade() || lists.isEmpty()) {
                return "";
            }
            Path made = folder.resolve(name + ".new");
            Path whole = wholeLines(lists.getLast());
            Execution dump = Execution.run(LIMIT, null, dump(whole, made));
            Files.delete(whole);
            if (!dump.succeeded() || !Files.exists(made)) {
                return dump.toString();
            }
            Files.move(made, archive(), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(stamp(), classPathNow());
            for (Path list : lists) {
                Files.deleteIfExists(list);
            }
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A copy without the line that a process was about to write: a list that breaks off in a line is refused. */
    private Path wholeLines(Path list) throws IOException {
        byte[] bytes = Files.readAllBytes(list);
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return Files.write(folder.resolve(name + ".lines"), Arrays.copyOf(bytes, end));
    }

    private Launch dump(Path list, Path made) {
        List<String> words = new ArrayList<>(flags);
        words.addAll(List.of("-Xshare:dump", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=" + made));
        if (Runtime.version().feature() >= LINKED_SINCE) {
            words.add("-XX:+AOTClassLinking");
        }
        words.addAll(QUIET);
        Launch java = Launch.java(classPath, words, Map.of());
        List<String> nice = new ArrayList<>(List.of("nice", "-n", "19"));
        nice.addAll(java.command());
        return new Launch(nice, java.environment());
    }

    /** A JVM leaves aside an archive that does not fit its jars, and says nothing: so we look ourselves. */
    private boolean isMade() throws IOException {
        return Files.exists(archive())
                && Files.exists(stamp())
                && Files.readString(stamp()).equals(classPathNow());
    }

    private String classPathNow() throws IOException {
        StringBuilder jars = new StringBuilder(Runtime.version() + " " + flags + "\n");
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry.replaceFirst("/\\*$", ""));
            if (Files.isDirectory(path)) {
                try (Stream<Path> inside = Files.list(path)) {
                    for (Path jar : inside.sorted().toList()) {
                        describe(jar, jars);
                    }
                }
            } else {
                describe(path, jars);
            }
        }
        return jars.toString();
    }

    private static void describe(Path jar, StringBuilder jars) throws IOException {
        BasicFileAttributes file = Files.readAttributes(jar, BasicFileAttributes.class);
        jars.append(jar)
                .append(' ')
                .append(file.size())
                .append(' ')
                .append(file.lastModifiedTime())
                .append('\n');
    }

    /** Each process has its own; the longest is the last. */
    private List<Path> lists() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(
                            file -> file.getFileName().toString().matches(Pattern.quote(name) + "-pid\\d+\\.classlist"))
                    .sorted(Comparator.comparingLong(file -> file.toFile().length()))
                    .toList();
        }
    }

    private Path archive() {
        return folder.resolve(name + "-listed.jsa");
    }

    private Path stamp() {
        return folder.resolve(name + "-listed.of");
    }
}
