package io.ringmain.connectors.opcua.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certificates (.der, .crt, .cer, .pem) and revocation lists (.crl) in one folder. Thread: any. */
final class CertificateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateFolder.class);

    /** What else is there is not read, so that a folder that was filled by mistake does no harm. */
    private static final int MOST_FILES = 2_000;

    private static final int MOST_BYTES = 16 * 1024 * 1024;

    private record FileState(Path file, FileTime changed, long size) {}

    /** What was in it when it was last read. */
    record Content(Map<Path, X509Certificate> certificates, List<X509CRL> revocations, List<?> state) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && state.equals(content.state);
        }

        @Override
        public int hashCode() {
            return state.hashCode();
        }
    }

    private final Path path;
    private volatile Content newest = new Content(Map.of(), List.of(), List.of());

    CertificateFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** What is in it now; files are read when any of them has changed. */
    Content content() {
        Content known = newest;
        List<FileState> files = files();
        if (known.state.equals(files)) {
            return known;
        }
        Map<Path, X509Certificate> certificates = new LinkedHashMap<>();
        List<X509CRL> revocations = new ArrayList<>();
        for (FileState state : files) {
            read(state, certificates, revocations);
        }
        Content read = new Content(certificates, revocations, List.copyOf(files));
        newest = read;
        return read;
    }

    private static void read(FileState state, Map<Path, X509Certificate> certificates, List<X509CRL> revocations) {
        Path file = state.file();
        try {
            if (state.size() > MOST_BYTES) {
                throw new IOException("too large");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (file.toString().endsWith(".crl")) {
                revocations.add(Certificates.parseRevocations(bytes));
            } else {
                certificates.put(file, Certificates.parse(bytes));
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} was moved meanwhile", file);
        } catch (IOException | GeneralSecurityException e) {
            LOG.warn("{} is neither certificate nor revocation list and does not count: {}", file, e.getMessage());
        }
    }

    private List<FileState> files() {
        try (Stream<Path> list = Files.list(path)) {
            List<FileState> states = new ArrayList<>();
            for (Path file : list.sorted().limit(MOST_FILES).toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".txt") || name.endsWith(".part") || name.startsWith(".")) {
                    continue;
                }
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    if (attributes.isRegularFile()) {
                        states.add(new FileState(file, attributes.lastModifiedTime(), attributes.size()));
                    }
                } catch (NoSuchFileException e) {
                    LOG.debug("{} was moved meanwhile", file);
                }
            }
            return states;
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a certificate, null when it is not there. */
    Path find(String thumbprint) {
        for (Map.Entry<Path, X509Certificate> entry : content().certificates().entrySet()) {
            if (Certificates.thumbprint(entry.getValue()).equalsIgnoreCase(thumbprint)) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Deletes the oldest files so that no more than that are left, and remarks whose certificate is gone. */
    void keepNewest(int count) throws IOException {
        List<FileState> files = new ArrayList<>(files());
        files.sort(Comparator.comparing(FileState::changed));
        for (int i = 0; i < files.size() - count; i++) {
            Files.deleteIfExists(files.get(i).file());
        }
        try (Stream<Path> list = Files.list(path)) {
            for (Path remark :
                    list.filter(file -> file.toString().endsWith(".txt")).toList()) {
                String name = remark.getFileName().toString();
                if (!Files.exists(remark.resolveSibling(name.substring(0, name.length() - 4)))) {
                    Files.deleteIfExists(remark);
                }
            }
        }
    }
}
