package io.ringmain.gateway.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of texts in further languages, a file a language: {@code fr.json}, {@code pt-BR.json}. What is edited there counts
 * at once; what is wrong is told in the log and left out.
 *
 * <p>Thread: any that may wait for a disk.
 */
public final class TextFolder {
    public static final int MAX_BYTES = 1 << 20;

    private static final Pattern NAME = Pattern.compile("([a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,2})\\.json");
    private static final Logger LOG = LoggerFactory.getLogger(TextFolder.class);

    /**
     * A file as it was found.
     *
     * @param catalogue null when something is wrong
     * @param fault what is wrong, empty for nothing
     */
    public record Found(Catalogue catalogue, String fault) {}

    private record Known(FileTime changed, long size, Found found) {}

    private final Path folder;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> known = new HashMap<>();

    public TextFolder(Path folder) {
        this.folder = folder;
    }

    /** Every file of a language by its code, sound or not. */
    public Map<String, Found> all() {
        lock.lock();
        try {
            TreeMap<String, Found> all = new TreeMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    Matcher name = NAME.matcher(file.getFileName().toString());
                    if (name.matches()) {
                        all.put(name.group(1), look(file));
                    }
                }
            } catch (NoSuchFileException | NotDirectoryException e) {
                return Map.of();
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("the folder of texts {} can not be read: {}", folder, e.getMessage());
            }
            return all;
        } finally {
            lock.unlock();
        }
    }

    private Found look(Path file) {
        String name = file.getFileName().toString();
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Known earlier = known.get(name);
            if (earlier != null
                    && earlier.size() == now.size()
                    && earlier.changed().equals(now.lastModifiedTime())) {
                return earlier.found();
            }
            Found found = read(file, now);
            if (!found.fault().isEmpty()) {
                LOG.warn("{} {}; its language is not offered", file, found.fault());
            }
            known.put(name, new Known(now.lastModifiedTime(), now.size(), found));
            return found;
        } catch (IOException e) {
            return new Found(null, "can not be read: " + e.getMessage());
        }
    }

    /** What can not be read now may be readable later with the same time of change: that is thrown, only faults are kept. */
    private static Found read(Path file, BasicFileAttributes now) throws IOException {
        if (!now.isRegularFile()) {
            return new Found(null, "is no plain file");
        }
        byte[] text;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            text = in.readNBytes(MAX_BYTES + 1);
        }
        if (text.length > MAX_BYTES) {
            return new Found(null, "has more than " + MAX_BYTES + " bytes");
        }
        try {
            return new Found(Catalogue.read(text), "");
        } catch (IOException e) {
            return new Found(null, String.valueOf(e.getMessage()));
        }
    }
}
