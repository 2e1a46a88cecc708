package io.ringmain.gateway.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The screens' files on the class path, kept in memory once they were asked for: a few hundred kilobytes. Who writes the screens
 * has them served from a folder instead ({@value #FOLDER}), each file as it is at that moment.
 *
 * <p>Thread: a lane, as the first read of a file is I/O.
 */
final class StaticFiles {
    /** System property that names the folder. */
    static final String FOLDER = "ringmain.hmi.folder";

    private static final Pattern SAFE_PATH =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final Pattern HASHED = Pattern.compile(".*-[A-Z0-9a-f]{8}\\.[a-z0-9]+");

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    private static final String MISSING = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Ringmain</title></head>
            <body>
            <h1>Ringmain runs, without its screens</h1>
            <p>This build has no operators' screens: Node.js was missing when it was made, or it was made with
            <code>-Dhmi.skip</code>. With Node.js 20 or newer and npm on the path, build again:</p>
            <pre>./mvnw -pl gateway -am package</pre>
            <p>The interface for programs is there: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.</p>
            </body>
            </html>
            """;

    /**
     * @param gzipped null when compression does not make it smaller
     * @param isHashed whether the name changes with the content, so that it may be cached for ever
     */
    record File(byte[] plain, byte[] gzipped, String contentType, String etag, boolean isHashed) {}

    private final ClassLoader classes;
    private final String root;
    private final Path folder;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    /** @param folder what is served instead of what is on the class path; null for that */
    StaticFiles(ClassLoader classes, String root, Path folder) {
        this.classes = classes;
        this.root = root;
        this.folder = folder;
    }

    /** The screens on the class path, or in the folder that the property names. */
    static StaticFiles ofScreens() {
        String folder = System.getProperty(FOLDER, "");
        return new StaticFiles(StaticFiles.class.getClassLoader(), "hmi/", folder.isEmpty() ? null : Path.of(folder));
    }

    /** The file, null when there is none; a page that says how to build the screens in place of a missing index. */
    File find(String path) {
        File known = files.get(path);
        if (known != null) {
            return known;
        }
        byte[] plain = SAFE_PATH.matcher(path).matches() && TYPES.containsKey(extension(path)) ? read(path) : null;
        if (plain == null && "index.html".equals(path)) {
            plain = MISSING.getBytes(StandardCharsets.UTF_8);
        }
        if (plain == null) {
            return null;
        }
        File file = file(path, plain);
        if (folder == null) {
            files.put(path, file);
        }
        return file;
    }

    static File file(String path, byte[] plain) {
        byte[] gzipped = Responses.gzip(plain);
        return new File(
                plain,
                gzipped.length < plain.length ? gzipped : null,
                TYPES.get(extension(path)),
                etag(plain),
                HASHED.matcher(path).matches());
    }

    private byte[] read(String path) {
        return folder == null ? readResource(path) : readFile(path);
    }

    /** Null when it is not there, or a link leads out of the folder. */
    private byte[] readFile(String path) {
        try {
            Path file = folder.resolve(path).toRealPath();
            boolean isInside = file.startsWith(folder.toRealPath()) && Files.isRegularFile(file);
            return isInside ? Files.readAllBytes(file) : null;
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path + " from " + folder, e);
        }
    }

    private byte[] readResource(String path) {
        URL url = classes.getResource(root + path);
        if (url == null) {
            return null;
        }
        try (InputStream stream = url.openStream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path + " from the class path", e);
        }
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String etag(byte[] content) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
            return '"'
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(hash)
                            .substring(0, 22)
                    + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
