package io.ringmain.gateway.auth;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only the owner may read, whole or not at all. */
final class OwnerOnlyFile {
    private static final boolean HAS_POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private OwnerOnlyFile() {}

    static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, HAS_POSIX ? permissions("rwx------") : none());
        }
        Path fresh = Files.createTempFile(
                folder, file.getFileName().toString(), ".new", HAS_POSIX ? permissions("rw-------") : none());
        try {
            Files.write(fresh, content);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Takes rights of others away from a file that has come with them, for example out of a backup. */
    static void restrict(Path file) throws IOException {
        if (HAS_POSIX) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static FileAttribute<?>[] permissions(String text) {
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))};
    }

    private static FileAttribute<?>[] none() {
        return new FileAttribute<?>[0];
    }
}
