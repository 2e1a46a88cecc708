package io.ringmain.historian.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A password that shows itself to nobody but the driver. One in a file is read for each new connection, so that it can be
 * changed while the program runs.
 */
public final class Secret {
    private static final Secret NONE = new Secret("", null);

    private final String value;
    private final Path file;

    private Secret(String value, Path file) {
        this.value = value;
        this.file = file;
    }

    public static Secret none() {
        return NONE;
    }

    /** From the environment or from a person. */
    public static Secret of(String value) {
        return new Secret(value, null);
    }

    /** The content of a file, without white space around it. */
    public static Secret file(Path file) {
        return new Secret("", file);
    }

    /** @throws UncheckedIOException when its file can not be read; the message names the file */
    public String read() {
        if (file == null) {
            return value;
        }
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the password file " + file + " can not be read: "
                            + e.getClass().getSimpleName(),
                    e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.value.equals(value) && Objects.equals(secret.file, file);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(file);
    }

    @Override
    public String toString() {
        return "******";
    }
}
