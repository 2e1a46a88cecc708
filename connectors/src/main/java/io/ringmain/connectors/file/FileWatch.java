package io.ringmain.connectors.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * What a file was when it was opened, so that it shows when it is another one.
 *
 * @param key identity of the file where the system has one, else null
 */
record FileWatch(Object key, long size, long modifiedMs) {

    /** @throws java.nio.file.NoSuchFileException when it is not there */
    static FileWatch of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new FileFormatException("it is not a file");
        }
        return new FileWatch(
                attributes.fileKey(),
                attributes.size(),
                attributes.lastModifiedTime().toMillis());
    }

    boolean isChanged(FileWatch now) {
        return !equals(now);
    }

    /** Whether it has only grown, so that who reads a text need not begin anew. */
    boolean isGrown(FileWatch now) {
        return Objects.equals(key, now.key) && now.size > size;
    }
}
