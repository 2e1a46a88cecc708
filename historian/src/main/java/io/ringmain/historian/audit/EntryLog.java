package io.ringmain.historian.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of signed entries: a line each, only ever appended to, forced before the entry becomes a leaf. So the tree can
 * be made again from this file and the journal, whatever else a loss of power took.
 *
 * <p>Thread: its owner.
 */
final class EntryLog {
    private final Path file;
    private final List<SignedEntry> entries;

    private EntryLog(Path file, List<SignedEntry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /**
     * Reads the file for appending; what a loss of power has left of a last line is cut off.
     *
     * @throws AuditException when a line is damaged
     */
    static EntryLog open(Path file) throws IOException {
        List<String> problems = new ArrayList<>();
        List<SignedEntry> entries = read(file, problems);
        if (!problems.isEmpty()) {
            throw new AuditException(problems.get(0));
        }
        if (Files.exists(file)) {
            byte[] bytes = Files.readAllBytes(file);
            int end = lastLineEnd(bytes);
            if (end < bytes.length) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(end);
                }
            }
        }
        return new EntryLog(file, entries);
    }

    /** Reads what can be read; tells of lines that can not. A last line without its end was never used. */
    static List<SignedEntry> read(Path file, List<String> problems) throws IOException {
        List<SignedEntry> entries = new ArrayList<>();
        if (!Files.exists(file)) {
            return entries;
        }
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, 0, lastLineEnd(bytes), StandardCharsets.UTF_8);
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            try {
                entries.add(SignedEntry.parse(line));
            } catch (AuditException e) {
                problems.add(file + ":" + number + ": " + e.getMessage());
            }
        }
        return entries;
    }

    private static int lastLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    List<SignedEntry> entries() {
        return entries;
    }

    /** The entry that is the leaf of that index, null when there is none. */
    SignedEntry at(long leaf) {
        return at(entries, leaf);
    }

    /** The same in a list. */
    static SignedEntry at(List<SignedEntry> entries, long leaf) {
        for (int i = entries.size() - 1; i >= 0 && entries.get(i).leaf() >= leaf; i--) {
            if (entries.get(i).leaf() == leaf) {
                return entries.get(i);
            }
        }
        return null;
    }

    /** Appends an entry, durably. */
    void append(SignedEntry entry) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((entry.line() + "\n").getBytes(StandardCharsets.UTF_8));
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(true);
        }
        entries.add(entry);
    }
}
