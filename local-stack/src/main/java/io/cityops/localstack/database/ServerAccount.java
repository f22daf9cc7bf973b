package io.cityops.localstack.database;

import io.cityops.localstack.FileTree;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.Execution;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Under whom the server runs: PostgreSQL refuses root. For anyone else it is their own account. As root it is the
 * unprivileged user {@code nobody}; where that one cannot reach the files (a folder above them is root's alone), it is
 * still root's files, but seen from a user namespace in which they belong to {@code nobody}.
 */
record ServerAccount(List<String> prefix) {
    private static final String NOBODY = "nobody";
    /** By number: its group's name is not the same everywhere. */
    private static final String NOBODY_ID = "65534";

    private static final ServerAccount OWN = new ServerAccount(List.of());
    private static final ServerAccount UNPRIVILEGED =
            new ServerAccount(List.of("setpriv", "--reuid=" + NOBODY_ID, "--regid=" + NOBODY_ID, "--clear-groups"));
    private static final ServerAccount NAMESPACE =
            new ServerAccount(List.of("unshare", "--user", "--map-user=" + NOBODY_ID, "--map-group=" + NOBODY_ID));

    /** Makes the server's folder belong to the account that can use both it and the server's own files. */
    static ServerAccount choose(ServerFiles files, Path folder) throws IOException {
        if (!isRoot()) {
            return OWN;
        }
        give(folder, NOBODY);
        if (UNPRIVILEGED.canUse(files, folder)) {
            return UNPRIVILEGED;
        }
        give(folder, "root");
        if (NAMESPACE.canUse(files, folder)) {
            return NAMESPACE;
        }
        throw new StackFailure(
                "PostgreSQL refuses to run as root, and user " + NOBODY + " cannot reach both " + folder + " and "
                        + files.home(),
                "Name folders that every user can enter with CITYOPS_DATA and CITYOPS_CACHE, or run as another user");
    }

    private static boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    private static void give(Path folder, String user) throws IOException {
        UserPrincipal owner =
                FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user);
        if (!Files.getOwner(folder).equals(owner)) {
            FileTree.giveTo(owner, folder);
        }
    }

    private boolean canUse(ServerFiles files, Path folder) throws IOException {
        List<String> version = new ArrayList<>(files.serverCommand());
        version.add("--version");
        return runs(List.of("test", "-w", folder.toString())) && runs(version);
    }

    private boolean runs(List<String> command) {
        return Execution.run(Duration.ofSeconds(20), as(command)).succeeded();
    }

    /** The command line that runs this one under the account. The process keeps the id it is started with. */
    List<String> as(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }
}
