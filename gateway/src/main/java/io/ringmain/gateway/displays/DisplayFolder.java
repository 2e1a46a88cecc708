package io.ringmain.gateway.displays;

import io.ringmain.gateway.config.Durable;
import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The displays of a site, a file each. Other files in the folder are left alone; what others change in it counts at once.
 *
 * <p>Thread: any that may wait for a disk.
 */
public final class DisplayFolder {
    public static final int MAX_BYTES = 1 << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,94}\\.(html|svg)");
    private static final int MAX_TITLE = 200;
    private static final int RETRY_SECONDS = 10;

    /** A display and its text, of the same moment. */
    public record Stored(Display about, byte[] text) {}

    /**
     * What was done.
     *
     * @param before null when there was none
     */
    public record Change(Display before, Display now) {}

    /** Told by the file system about a file that has been read. */
    private record Known(FileTime changed, long size, Object key, Display display) {
        boolean isStill(BasicFileAttributes present) {
            return size == present.size()
                    && changed.equals(present.lastModifiedTime())
                    && (key == null || key.equals(present.fileKey()));
        }
    }

    private final Path folder;
    /** Between the look at what is there and what takes its place nobody else may come. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<String, Known> known = new HashMap<>();

    /** @param folder made with the first display that is stored */
    public DisplayFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * All displays, by name.
     *
     * @throws Problem 503 when the folder can not be read
     */
    public List<Display> all() {
        lock.lock();
        try {
            return list();
        } finally {
            lock.unlock();
        }
    }

    private List<Display> list() {
        TreeMap<String, Known> found = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    Known one = look(name);
                    if (one != null) {
                        found.put(name, one);
                    }
                }
            }
        } catch (NoSuchFileException e) {
            known.clear();
            return List.of();
        } catch (IOException e) {
            throw unavailable(e);
        }
        known.clear();
        known.putAll(found);
        List<Display> displays = new ArrayList<>();
        found.values().forEach(one -> displays.add(one.display()));
        return displays;
    }

    /** Null when it has gone meanwhile or is no display: no file itself, or too large. */
    private Known look(String name) throws IOException {
        try {
            BasicFileAttributes present =
                    Files.readAttributes(folder.resolve(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            Known earlier = known.get(name);
            if (earlier != null && earlier.isStill(present)) {
                return earlier;
            }
            Stored stored = read(name);
            return stored == null
                    ? null
                    : new Known(present.lastModifiedTime(), present.size(), present.fileKey(), stored.about());
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /**
     * A display.
     *
     * @throws Problem 404 when there is none of that name, 503 when it can not be read
     */
    public Stored get(String name) {
        try {
            Stored stored = NAME.matcher(name).matches() ? read(name) : null;
            if (stored == null) {
                throw Problem.notFound("display-unknown", "There is no display " + name + ".");
            }
            return stored;
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private Stored read(String name) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        byte[] text;
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            text = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            return null;
        }
        return text.length > MAX_BYTES ? null : new Stored(about(name, text), text);
    }

    /**
     * Stores a display, on disk when the call returns.
     *
     * @param ifMatch ETag of what is to be replaced, {@code *} for whatever is there; empty for none
     * @param ifNoneMatch {@code *} for a new one; empty for none
     * @throws Problem 400 when it may not be called so, 412 or 428 when it is not what the caller has seen, 413 when it is too
     *     large, 422 when something stands in it that must not, 503 when it can not be stored
     */
    public Change put(String name, byte[] text, String ifMatch, String ifNoneMatch) {
        lock.lock();
        try {
            return replace(name, text, ifMatch, ifNoneMatch);
        } finally {
            lock.unlock();
        }
    }

    private Change replace(String name, byte[] text, String ifMatch, String ifNoneMatch) {
        if (!NAME.matcher(name).matches()) {
            throw Problem.badRequest(
                    "name: '" + name
                            + "' is not allowed, must be letters, digits, '.', '_' and '-', at most 100, ending in .html or .svg");
        }
        if (text.length > MAX_BYTES) {
            throw new Problem(413, "content-too-large", "A display has at most " + MAX_BYTES + " bytes.");
        }
        try {
            Stored before = read(name);
            require(before, ifMatch, ifNoneMatch);
            check(name, text);
            store(name, text);
            return new Change(before == null ? null : before.about(), about(name, text));
        } catch (UnsoundDisplayException e) {
            throw new Problem(422, "display-unsound", e.detail());
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private void store(String name, byte[] text) throws IOException {
        Files.createDirectories(folder);
        Path fresh = folder.resolve("." + name + ".new"); // no name of a display
        try {
            Files.deleteIfExists(fresh); // a link there would be written through
            Durable.write(fresh, text);
            Durable.rename(fresh, folder.resolve(name));
        } finally {
            Files.deleteIfExists(fresh);
        }
        Durable.force(folder);
    }

    /**
     * Removes a display.
     *
     * @param ifMatch ETag of what is to be removed, {@code *} for whatever is there; empty for none
     * @return what it was
     * @throws Problem 404 when there is none of that name, 412 or 428 when it is not what the caller has seen, 503 when it can
     *     not be removed
     */
    public Display remove(String name, String ifMatch) {
        lock.lock();
        try {
            return delete(name, ifMatch);
        } finally {
            lock.unlock();
        }
    }

    private Display delete(String name, String ifMatch) {
        Stored before = get(name);
        require(before, ifMatch, "");
        try {
            Files.deleteIfExists(folder.resolve(name));
            Durable.force(folder);
        } catch (IOException e) {
            throw unavailable(e);
        }
        return before.about();
    }

    private static void require(Stored before, String ifMatch, String ifNoneMatch) {
        if (ifMatch.isEmpty() && ifNoneMatch.isEmpty()) {
            throw new Problem(
                    428,
                    "precondition-required",
                    "If-Match with the ETag of the display is needed, or If-None-Match: * for a new one.");
        }
        boolean isSeen = ifMatch.isEmpty()
                || before != null
                        && (ifMatch.equals("*") || before.about().etag().equals(ifMatch));
        boolean isNew = ifNoneMatch.isEmpty()
                || before == null
                || !ifNoneMatch.equals("*")
                        && !ifNoneMatch.contains(before.about().etag());
        if (!isSeen || !isNew) {
            throw new Problem(
                    412,
                    "precondition-failed",
                    before == null
                            ? "There is no such display."
                            : "There is such a display; its ETag is "
                                    + before.about().etag() + " now.");
        }
    }

    private static void check(String name, byte[] bytes) throws UnsoundDisplayException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new UnsoundDisplayException(0, "is not UTF-8");
        }
        DisplayRules.text(text);
        if (name.endsWith(".svg")) {
            SvgDisplay.check(text);
        } else {
            HtmlDisplay.check(text);
        }
    }

    private static Display about(String name, byte[] bytes) {
        Outline outline = outline(name, new String(bytes, StandardCharsets.UTF_8));
        String title = outline.title().strip().replaceAll("\\s+", " ");
        String shown = title.isEmpty() ? name.substring(0, name.lastIndexOf('.')) : title;
        return new Display(
                name,
                shown.length() > MAX_TITLE ? shown.substring(0, MAX_TITLE) : shown,
                bytes.length,
                hash(bytes),
                outline.level(),
                outline.parent(),
                outline.area(),
                outline.order());
    }

    private static Outline outline(String name, String text) {
        try {
            return name.endsWith(".svg") ? SvgDisplay.check(text) : HtmlDisplay.outline(text);
        } catch (UnsoundDisplayException e) {
            return Outline.NONE; // somebody has put it there by hand; it is called by its name
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private Problem unavailable(IOException e) {
        return Problem.unavailable(
                "displays-unavailable", "The folder of displays " + folder + ": " + e.getMessage(), RETRY_SECONDS);
    }
}
