package io.ringmain.core.extension;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The bytes of a jar, read once: what is hashed, what is checked and what is loaded are the same.
 *
 * @param classes class files by internal name, such as {@code com/acme/Valve}
 * @param services names of the classes that the jar offers as machines
 */
record JarContents(String name, String sha256, Map<String, byte[]> classes, List<String> services) {
    private static final String SERVICES = "META-INF/services/io.ringmain.core.machine.Machine";
    private static final String CLASS = ".class";
    private static final int MAX_BYTES = 64 << 20;

    /** @throws IOException when it can not be read or is no jar */
    static JarContents read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("is larger than 64 MiB");
        }
        byte[] bytes = Files.readAllBytes(file);
        Map<String, byte[]> classes = new TreeMap<>();
        List<String> services = List.of();
        long total = 0;
        boolean isJar = false;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                isJar = true;
                byte[] content = zip.readNBytes(MAX_BYTES);
                total += content.length;
                if (total > MAX_BYTES) {
                    throw new IOException("is larger than 64 MiB when it is unpacked");
                }
                String path = entry.getName();
                if (path.equals(SERVICES)) {
                    services = services(content);
                } else if (path.endsWith(CLASS) && !path.startsWith("META-INF/") && !path.endsWith("-info.class")) {
                    classes.put(path.substring(0, path.length() - CLASS.length()), content);
                }
            }
        }
        if (!isJar) {
            throw new IOException("is no jar");
        }
        return new JarContents(file.getFileName().toString(), sha256(bytes), classes, services);
    }

    private static List<String> services(byte[] content) {
        return new String(content, StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("every JVM has SHA-256", e));
        }
    }
}
