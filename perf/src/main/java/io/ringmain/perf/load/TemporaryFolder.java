package io.ringmain.perf.load;

import io.ringmain.perf.SuiteFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder under {@code java.io.tmpdir} that goes with its owner, and with the JVM at the latest. */
public final class TemporaryFolder implements AutoCloseable {
    private final Path path;
    private final Thread atExit = new Thread(this::delete, "delete");

    public TemporaryFolder() {
        try {
            path = Files.createTempDirectory("ringmain-perf-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    public Path path() {
        return path;
    }

    /** Refuses to go on when the disk of such folders has less left than that. */
    public static void require(long bytes) {
        Path parent = Path.of(System.getProperty("java.io.tmpdir"));
        long usable = parent.toFile().getUsableSpace();
        if (usable < bytes) {
            throw new SuiteFailedException("not run: " + parent + " has " + (usable >> 20) + " MiB left, this needs "
                    + (bytes >> 20) + " MiB; -Djava.io.tmpdir in RINGMAIN_JAVA_OPTS names another place");
        }
    }

    /** Bytes of all files in it. */
    long bytes() {
        return bytes(path);
    }

    /** Bytes of all files in one of its folders. */
    long bytesOf(String name) {
        return bytes(path.resolve(name));
    }

    /** Files in one of its folders whose names end like that. */
    int count(String name, String end) {
        return (int) files(path.resolve(name)).stream()
                .filter(file -> file.toString().endsWith(end))
                .count();
    }

    private static long bytes(Path folder) {
        return files(folder).stream().mapToLong(file -> file.toFile().length()).sum();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    private void delete() {
        try (Stream<Path> walk = Files.walk(path)) {
            walk.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (NoSuchFileException e) {
            return; // deleted before
        } catch (IOException e) {
            System.err.println("perf: " + path + " could not be deleted: " + e);
        }
    }

    @Override
    public void close() {
        delete();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            return; // the JVM is ending, and the hook deletes too
        }
    }
}
