package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The file {@code managed.yaml} in the data folder: what was changed while the site ran, one change a line.
 *
 * <pre>
 *   changes:
 *   - {"section":"tags","name":"A.B","over":"hash of what the site's files say, or empty","definition":{...} or null}
 * </pre>
 */
public final class ManagedFile {
    public static final String NAME = "managed.yaml";

    private static final List<String> KEYS = List.of("section", "name", "over", "definition");
    private static final String HEAD = """
            # Written by Ringmain: what was changed while the site ran, over what the site's own files say.
            # A change is in force as long as the site's files still say what it was made over; after that they win.
            changes:
            """;

    /** A change as it stands in the file; the definition is null when it was removed. */
    record Line(Section section, String name, String over, Node definition, Block block) {}

    private ManagedFile() {}

    /** The lines of the file, none when there is no such file. */
    static List<Line> read(Path file, Reading reading) {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(file)) {
            return lines;
        }
        Source source = Source.file(file);
        Node root = YamlText.compose(source, new Place(source.label(), 0), reading.problems());
        if (root == null) {
            return lines;
        }
        Block top = Block.element(reading, "", source.label(), root, List.of("changes"));
        Map<String, Section> sections = new LinkedHashMap<>();
        for (Section section : Section.values()) {
            sections.put(section.label(), section);
        }
        if (!(top.node("changes") instanceof SequenceNode sequence)) {
            return lines;
        }
        for (Node item : sequence.items()) {
            Block block = Block.element(reading, "changes[" + (lines.size() + 1) + "]", source.label(), item, KEYS);
            Section section = block.requiredChoice("section", sections, Section.TAGS);
            Node definition = block.node("definition");
            if (definition != null && !Mapping.isEmpty(definition) && !(definition instanceof MappingNode)) {
                block.report("definition", "is " + Mapping.describe(definition) + ", must be a mapping or null");
            }
            lines.add(new Line(
                    section,
                    block.requiredText("name"),
                    block.text("over", ""),
                    definition instanceof MappingNode ? definition : null,
                    block));
        }
        return lines;
    }

    /** A file that is written and not yet in force. */
    public record Prepared(Path beside, Path file) {
        /** Puts it in force. */
        public void commit() {
            try {
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                try (FileChannel folder =
                        FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                    folder.force(true);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(file + " can not be replaced", e);
            }
        }

        public void abandon() {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                throw new UncheckedIOException(beside + " can not be deleted", e);
            }
        }
    }

    /**
     * Writes beside the file what is to stand in it, durably.
     *
     * @throws UncheckedIOException when it can not be written
     */
    public static Prepared prepare(ManagedSite site) {
        StringBuilder text = new StringBuilder(HEAD);
        site.changes()
                .forEach((section, names) -> names.forEach((name, managed) -> text.append("- {\"section\":")
                        .append(Tree.quoted(section.label()))
                        .append(",\"name\":")
                        .append(Tree.quoted(name))
                        .append(",\"over\":")
                        .append(Tree.quoted(managed.over()))
                        .append(",\"definition\":")
                        .append(managed.json())
                        .append("}\n")));
        Path beside = site.file().resolveSibling(NAME + ".tmp");
        try {
            Files.createDirectories(site.file().toAbsolutePath().getParent());
            Files.write(beside, text.toString().getBytes(StandardCharsets.UTF_8));
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(beside + " can not be written", e);
        }
        return new Prepared(beside, site.file());
    }

    /** Puts the file's changes over what the site's files say, as far as those have not moved on. */
    static ManagedSite apply(Path file, SiteReader reader, Reading reading, List<String> superseded) {
        Map<Section, WrittenTexts> base = reader.texts();
        Map<Section, Map<String, ManagedSite.Managed>> changes = new EnumMap<>(Section.class);
        for (Line line : read(file, reading)) {
            String written =
                    base.getOrDefault(line.section(), WrittenTexts.NONE).get(line.name());
            if (!line.over().equals(written == null ? "" : Tree.hash(written))) {
                superseded.add(line.block().place() + ": " + line.section().label() + "[" + line.name()
                        + "] was changed at run time, the site's files say something else by now and win");
                continue;
            }
            String json = line.definition() == null ? null : Tree.json(line.definition());
            changes.computeIfAbsent(line.section(), s -> new TreeMap<>())
                    .put(line.name(), new ManagedSite.Managed(json, line.over()));
            reader.overlay(line.section(), line.name(), line.definition(), file.toString());
        }
        return new ManagedSite(file, base, changes, reading.overrides());
    }
}
