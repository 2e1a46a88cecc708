package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code managed.yaml} in the data folder: what was changed while a site ran that was not started from a file.
 * One change a line.
 *
 * <pre>
 *   changes:
 *   - {"section":"tags","name":"A.B","over":"hash of what the site's files say, or empty","definition":{...} or null}
 * </pre>
 */
public record ManagedFile(Path path) implements ManagedStore {
    public static final String NAME = "managed.yaml";

    private static final List<String> KEYS = List.of("section", "name", "over", "definition");
    private static final String HEAD = """
            # Written by Ringmain: what was changed while the site ran, over what the site's own files say.
            # A change is in force as long as the site's files still say what it was made over; after that they win.
            changes:
            """;

    @Override
    public String label(Section section) {
        return path.toString();
    }

    @Override
    public List<Line> read(Reading reading) {
        List<Line> lines = new ArrayList<>();
        if (!Files.exists(path)) {
            return lines;
        }
        Source source = Source.file(path);
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
            lines.add(line(section, block));
        }
        return lines;
    }

    static Line line(Section section, Block block) {
        Node definition = block.node("definition");
        if (definition != null && !Mapping.isEmpty(definition) && !(definition instanceof MappingNode)) {
            block.report("definition", "is " + Mapping.describe(definition) + ", must be a mapping or null");
        }
        return new Line(
                section,
                block.requiredText("name"),
                block.text("over", ""),
                definition instanceof MappingNode ? definition : null,
                block);
    }

    private record Prepared(Path beside, Path file) implements PreparedChange {
        @Override
        public void commit() {
            try {
                Durable.rename(beside, file);
                Durable.force(file.toAbsolutePath().getParent());
            } catch (IOException e) {
                throw new UncheckedIOException(file + " can not be replaced", e);
            }
        }

        @Override
        public void abandon() {
            try {
                Files.deleteIfExists(beside);
            } catch (IOException e) {
                throw new UncheckedIOException(beside + " can not be deleted", e);
            }
        }
    }

    @Override
    public PreparedChange prepare(ManagedSite site) {
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
        Path beside = path.resolveSibling(NAME + ".tmp");
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Durable.write(beside, text);
        } catch (IOException e) {
            throw new UncheckedIOException(beside + " can not be written", e);
        }
        return new Prepared(beside, path);
    }
}
