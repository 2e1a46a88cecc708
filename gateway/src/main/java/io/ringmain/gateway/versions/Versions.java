package io.ringmain.gateway.versions;

import io.ringmain.core.spi.ProvisionException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * All versions of a site's configuration. Each is what has changed since the one before, so that a small change is small
 * whatever the size of the site. Changes that somebody makes in the site's files while it does not run, or before they are read
 * again, are found by comparing with all that was written at the last start, which is kept besides.
 *
 * <p>Thread: any reads; one adds.
 */
public final class Versions {
    private static final String FILE = "versions.jsonl";
    private static final String STATE = "state.gz";
    private static final int MAX_REASON = 500;

    /** Gives all that is written, one after the other. */
    public interface Texts {
        void forEach(Text text);
    }

    /** Takes a definition as one line of JSON. */
    public interface Text {
        void take(String section, String name, String json);
    }

    private final Path folder;
    private final VersionFile file;
    private volatile List<VersionFile.Entry> entries;

    private Versions(Path folder) throws IOException {
        this.folder = folder;
        file = new VersionFile(folder.resolve(FILE));
        entries = file.open();
    }

    /**
     * @param folder is made when it is not there
     * @throws ProvisionException when it can not be used
     */
    public static Versions in(Path folder) {
        try {
            return new Versions(folder);
        } catch (IOException e) {
            throw new ProvisionException("the versions of the configuration in " + folder + " can not be read", e);
        }
    }

    /** Number of the newest one, 0 when there is none. */
    public int newest() {
        return entries.size();
    }

    /** All of them, the oldest first. */
    public List<Version> all() {
        return entries.stream().map(VersionFile.Entry::version).toList();
    }

    public List<ChangedText> changes(int number) {
        try {
            return file.changes(entries.get(number - 1));
        } catch (IOException e) {
            throw new UncheckedIOException("version " + number + " can not be read", e);
        }
    }

    /** What differs between two versions, by section and name; what was changed back does not. */
    public List<ChangedText> between(int from, int to) {
        if (from > to) {
            return between(to, from).stream()
                    .map(change -> new ChangedText(change.section(), change.name(), change.to(), change.from()))
                    .toList();
        }
        Map<String, ChangedText> all = new TreeMap<>();
        for (int number = from + 1; number <= to; number++) {
            for (ChangedText change : changes(number)) {
                ChangedText first = all.getOrDefault(change.key(), change);
                all.put(change.key(), new ChangedText(change.section(), change.name(), first.from(), change.to()));
            }
        }
        return all.values().stream()
                .filter(change -> !Objects.equals(change.from(), change.to()))
                .toList();
    }

    /** Adds a version when anything has changed; durable when it returns. */
    public void add(
            long timeNs, String user, String reason, int plan, long sequence, Collection<ChangedText> candidates) {
        List<ChangedText> changes = candidates.stream()
                .filter(change -> !Objects.equals(change.from(), change.to()))
                .toList();
        if (!changes.isEmpty()) {
            write(timeNs, user, reason, plan, sequence, changes);
        }
    }

    private void write(long timeNs, String user, String reason, int plan, long sequence, List<ChangedText> changes) {
        int created = (int) changes.stream().filter(c -> c.from() == null).count();
        int removed = (int) changes.stream().filter(c -> c.to() == null).count();
        String why = reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
        Version version = new Version(
                newest() + 1, timeNs, user, why, plan, sequence, created, changes.size() - created - removed, removed);
        try {
            List<VersionFile.Entry> more = new ArrayList<>(entries);
            more.add(file.append(version, changes));
            entries = List.copyOf(more);
        } catch (IOException e) {
            throw new UncheckedIOException("the version of the configuration can not be kept", e);
        }
    }

    /**
     * Compares with what is written now, and adds a version when somebody has changed the files besides; the first time, only
     * begins.
     */
    public void find(Texts present, long timeNs, String user, String reason, int plan, long sequence) {
        try {
            boolean isFirst = !Files.exists(folder.resolve(STATE));
            Map<String, ChangedText> known = isFirst ? new HashMap<>() : known();
            Map<String, ChangedText> changes = new LinkedHashMap<>();
            present.forEach((section, name, json) -> {
                ChangedText now = new ChangedText(section, name, null, json);
                ChangedText before = known.remove(now.key());
                if (before == null || !before.to().equals(json)) {
                    changes.put(now.key(), new ChangedText(section, name, before == null ? null : before.to(), json));
                }
            });
            known.values()
                    .forEach(gone ->
                            changes.put(gone.key(), new ChangedText(gone.section(), gone.name(), gone.to(), null)));
            if (isFirst) {
                write(timeNs, user, reason, plan, sequence, List.of());
            } else {
                add(timeNs, user, reason, plan, sequence, changes.values());
            }
            if (isFirst || !changes.isEmpty()) {
                keep(present);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the state of the configuration can not be kept", e);
        }
    }

    /** What was written at the newest version. */
    private Map<String, ChangedText> known() throws IOException {
        Map<String, ChangedText> known = new HashMap<>();
        int number;
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new GZIPInputStream(Files.newInputStream(folder.resolve(STATE)))))) {
            number = in.readInt();
            while (in.readBoolean()) {
                ChangedText text = new ChangedText(text(in), text(in), null, text(in));
                known.put(text.key(), text);
            }
        }
        for (ChangedText change : between(Math.min(number, newest()), newest())) {
            if (change.to() == null) {
                known.remove(change.key());
            } else {
                known.put(change.key(), change);
            }
        }
        return known;
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private void keep(Texts present) throws IOException {
        Path beside = folder.resolve(STATE + ".new");
        Files.deleteIfExists(beside);
        Files.createFile(beside);
        if (Files.getFileStore(beside).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(beside, PosixFilePermissions.fromString("rw-------"));
        }
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(Files.newOutputStream(beside))))) {
            out.writeInt(newest());
            present.forEach((section, name, json) -> {
                try {
                    out.writeBoolean(true);
                    put(out, section);
                    put(out, name);
                    put(out, json);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            out.writeBoolean(false);
        }
        Files.move(beside, folder.resolve(STATE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void put(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }
}
