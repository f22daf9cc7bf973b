package io.cityops.localstack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** What is done to a folder and everything in it; links are never followed. */
public final class FileTree {
    private FileTree() {}

    /** Does nothing where it is not there. */
    public static void delete(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            visit(root, Files::delete);
        }
    }

    public static void giveTo(UserPrincipal owner, Path root) throws IOException {
        visit(root, file -> Files.setAttribute(file, "posix:owner", owner, LinkOption.NOFOLLOW_LINKS));
    }

    /** Every user may enter and list this folder, whatever our umask. */
    public static void openToAll(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Each folder comes after what is in it. */
    private static void visit(Path root, FileAction action) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                action.on(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                action.on(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    @FunctionalInterface
    private interface FileAction {
        void on(Path file) throws IOException;
    }
}
