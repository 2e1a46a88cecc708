package io.ringmain.gateway.versions;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The file of versions, appended to and never changed. A line of JSON says who, when and why, and how many bytes follow: a
 * line a definition. What a killed process has left of a version at the end is cut off.
 *
 * <p>Definitions of connectors may hold secrets, so the file is for its owner alone.
 *
 * <p>Thread: any reads; one appends.
 */
final class VersionFile {
    /** A version and where its definitions are. */
    record Entry(Version version, long at, int bytes) {}

    private final Path file;

    VersionFile(Path file) {
        this.file = file;
    }

    /** All versions, the oldest first. */
    List<Entry> open() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        if (!Files.exists(file)) {
            Files.createFile(file);
            if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
        List<Entry> entries = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long at = 0;
            Entry entry = head(channel, at);
            while (entry != null && entry.at() + entry.bytes() <= channel.size()) {
                entries.add(entry);
                at = entry.at() + entry.bytes();
                entry = head(channel, at);
            }
            if (at < channel.size()) {
                channel.truncate(at);
            }
        }
        return entries;
    }

    /** Null when there is no whole line. */
    private static Entry head(FileChannel channel, long at) throws IOException {
        ByteBuffer some = ByteBuffer.allocate(4_096);
        channel.read(some, at);
        byte[] bytes = some.array();
        int end = 0;
        while (end < some.position() && bytes[end] != '\n') {
            end++;
        }
        if (end == some.position()) {
            return null;
        }
        JsonNode head = Json.tree(Arrays.copyOf(bytes, end));
        Version version = new Version(
                head.path("number").asInt(),
                head.path("timeNs").asLong(),
                head.path("user").asText(),
                head.path("reason").asText(),
                head.path("plan").asInt(),
                head.path("sequence").asLong(),
                head.path("created").asInt(),
                head.path("changed").asInt(),
                head.path("removed").asInt());
        return new Entry(version, at + end + 1, head.path("bytes").asInt());
    }

    Entry append(Version version, List<ChangedText> changes) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (ChangedText change : changes) {
            lines.append(new String(
                            Json.bytes(out -> {
                                out.writeStartObject();
                                out.writeStringField("section", change.section());
                                out.writeStringField("name", change.name());
                                out.writeStringField("from", change.from());
                                out.writeStringField("to", change.to());
                                out.writeEndObject();
                            }),
                            StandardCharsets.UTF_8))
                    .append('\n');
        }
        byte[] body = lines.toString().getBytes(StandardCharsets.UTF_8);
        byte[] head = Json.bytes(out -> write(out, version, body.length));
        ByteBuffer all = ByteBuffer.allocate(head.length + 1 + body.length)
                .put(head)
                .put((byte) '\n')
                .put(body)
                .flip();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long at = channel.size();
            while (all.hasRemaining()) {
                channel.write(all, at + all.position());
            }
            channel.force(true);
            return new Entry(version, at + head.length + 1, body.length);
        }
    }

    private static void write(JsonGenerator out, Version version, int bytes) throws IOException {
        out.writeStartObject();
        out.writeNumberField("number", version.number());
        out.writeNumberField("timeNs", version.timeNs());
        out.writeStringField("user", version.user());
        out.writeStringField("reason", version.reason());
        out.writeNumberField("plan", version.plan());
        out.writeNumberField("sequence", version.sequence());
        out.writeNumberField("created", version.created());
        out.writeNumberField("changed", version.changed());
        out.writeNumberField("removed", version.removed());
        out.writeNumberField("bytes", bytes);
        out.writeEndObject();
    }

    List<ChangedText> changes(Entry entry) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(entry.bytes());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (body.hasRemaining() && channel.read(body, entry.at() + body.position()) > 0) {
                // the rest of it
            }
        }
        List<ChangedText> changes = new ArrayList<>();
        byte[] bytes = body.array();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                JsonNode line = Json.tree(Arrays.copyOfRange(bytes, from, i));
                changes.add(new ChangedText(
                        line.path("section").asText(),
                        line.path("name").asText(),
                        line.path("from").textValue(),
                        line.path("to").textValue()));
                from = i + 1;
            }
        }
        return changes;
    }
}
