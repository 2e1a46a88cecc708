package io.ringmain.gateway.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of jobs: {@code DATA/jobs/ID/CLAIM/}, a folder for each attempt, of which the result stays. Thread: any; blocks.
 */
public final class JobFiles {
    private static final int CHUNK = 1 << 16;

    private final Path root;

    /** @param dataFolder of the site; the same one for all processes that share the work */
    public JobFiles(Path dataFolder) {
        root = dataFolder.resolve("jobs");
    }

    /** The folder of a new attempt; what earlier ones have left is deleted. */
    Path begin(Job job) throws IOException {
        delete(job.id());
        return Files.createDirectories(attempt(job));
    }

    private Path attempt(Job job) {
        return root.resolve(job.id()).resolve(job.claim());
    }

    /** Names a file of the attempt as its result, deletes the others. */
    JobResult keep(Job job, Path file, String contentType) throws IOException {
        String name = file.getFileName().toString();
        try (Stream<Path> others = Files.list(attempt(job))) {
            for (Path other : others.filter(found -> !found.equals(file)).toList()) {
                deleteTree(other);
            }
        }
        return new JobResult(
                name,
                contentType,
                Files.size(file),
                sha256(file),
                root.relativize(file).toString());
    }

    /** Where a result is. */
    public Path path(JobResult result) {
        Path file = root.resolve(result.file()).normalize();
        if (!file.startsWith(root)) {
            throw new IllegalStateException("the result of a job is not in the folder of jobs");
        }
        return file;
    }

    /** Deletes what one attempt has left. */
    void deleteAttempt(Job job) {
        deleteQuietly(attempt(job));
        try {
            Files.deleteIfExists(root.resolve(job.id()));
        } catch (IOException e) {
            // another attempt's folder is in it
        }
    }

    /** Deletes all of a job. */
    void delete(String id) {
        deleteQuietly(root.resolve(id));
    }

    /** Ids of the jobs that have a folder which was not touched since then. */
    List<String> untouchedSince(long timeMs) {
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> folder.toFile().lastModified() < timeMs)
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes in the folder of an attempt. */
    long bytes(Job job) {
        long[] sum = {0};
        try {
            Files.walkFileTree(attempt(job), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    sum[0] += attributes.size();
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE; // it was a temporary one
                }
            });
        } catch (IOException e) {
            return sum[0];
        }
        return sum[0];
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What can not be deleted now is tried again when the folder is tidied. */
    private static void deleteQuietly(Path path) {
        try {
            deleteTree(path);
        } catch (IOException e) {
            // see above
        }
    }

    private static void deleteTree(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
