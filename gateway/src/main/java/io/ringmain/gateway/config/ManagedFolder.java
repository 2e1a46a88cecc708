package io.ringmain.gateway.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A folder beside the site's files with one file a section, {@code tags.yaml} and so on: what was changed while the site ran, by
 * name, a block a definition and a key a line, so that version control shows a change as what it is.
 *
 * <pre>
 *   changes:
 *     - name: Area.Pump
 *       over: hash of what the site's files say; not there for what is new
 *       definition:            # null when it was removed
 *         deadband: 0.5
 *         ...
 * </pre>
 *
 * <p>Several files change as one: they are written beside as {@code tags.yaml.new}, then {@code .pending} says which of them
 * count and which files are to go, then they are renamed, and {@code .pending} is deleted. Who reads while it is there reads
 * the new ones.
 *
 * <p>Thread: any reads; one writes.
 *
 * @param folder that the site's first file names relative to itself
 * @param root the site's first file, through which files are read
 * @param former where changes stood before there was a folder; taken over with the first change
 */
record ManagedFolder(Path folder, Source root, ManagedFile former) implements ManagedStore {
    private static final List<String> KEYS = List.of("name", "over", "definition");
    private static final String HEAD = """
            # Written by Ringmain: %s changed while the site ran, over what the site's own files say. A change is
            # in force as long as they still say what it was made over; after that they win.
            changes:
            """;
    private static final String NEW = ".new";
    private static final String PENDING = ".pending";
    private static final String PUT = "put ";
    private static final String DELETE = "delete ";

    @Override
    public String label(Section section) {
        return file(section).toString();
    }

    private static String name(Section section) {
        return section.label() + ".yaml";
    }

    private Path file(Section section) {
        return folder.resolve(name(section));
    }

    @Override
    public List<Line> read(Reading reading) {
        Set<String> pending = pending();
        Map<String, Line> lines = new TreeMap<>();
        if (pending.isEmpty()) {
            former.read(reading).forEach(line -> lines.put(key(line), line));
        }
        for (Section section : Section.values()) {
            Path written = file(section).resolveSibling(name(section) + NEW);
            boolean isNew = pending.contains(PUT + name(section)) && Files.exists(written);
            Path file = isNew ? written : file(section);
            if (!pending.contains(DELETE + name(section)) && Files.exists(file)) {
                read(section, file, reading).forEach(line -> lines.put(key(line), line));
            }
        }
        return new ArrayList<>(lines.values());
    }

    private static String key(Line line) {
        return line.section().ordinal() + line.name();
    }

    private List<Line> read(Section section, Path file, Reading reading) {
        List<Line> lines = new ArrayList<>();
        Source source = root.sibling(file.toString());
        Node document = YamlText.compose(source, new Place(source.label(), 0), reading.problems());
        if (document == null) {
            return lines;
        }
        Block top = Block.element(reading, "", source.label(), document, List.of("changes"));
        if (!(top.node("changes") instanceof SequenceNode sequence)) {
            return lines;
        }
        for (Node item : sequence.items()) {
            Block block = Block.element(reading, "changes[" + (lines.size() + 1) + "]", source.label(), item, KEYS);
            lines.add(ManagedFile.line(section, block));
        }
        return lines;
    }

    /** What has been decided and not been carried out; empty when there is nothing. */
    private Set<String> pending() {
        Path marker = folder.resolve(PENDING);
        try {
            return Files.exists(marker) ? new HashSet<>(Files.readAllLines(marker)) : Set.of();
        } catch (IOException e) {
            throw new UncheckedIOException(marker + " can not be read", e);
        }
    }

    @Override
    public PreparedChange prepare(ManagedSite site) {
        boolean isTakenOver = Files.exists(former.path());
        List<String> steps = new ArrayList<>();
        try {
            Files.createDirectories(folder);
            carryOut(pending());
            for (Section section : Section.values()) {
                Map<String, ManagedSite.Managed> changes = site.changes().getOrDefault(section, Map.of());
                if (!isTakenOver && !site.touched().contains(section)) {
                    continue;
                }
                if (changes.isEmpty()) {
                    steps.add(DELETE + name(section));
                } else {
                    Durable.write(folder.resolve(name(section) + NEW), text(section, changes));
                    steps.add(PUT + name(section));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " can not be written", e);
        }
        return new Prepared(steps);
    }

    private static CharSequence text(Section section, Map<String, ManagedSite.Managed> changes) {
        StringBuilder text = new StringBuilder(256 * changes.size());
        text.append(String.format(HEAD, section.label()));
        changes.forEach((name, managed) -> {
            text.append("  - name: ").append(BlockText.scalar(name)).append('\n');
            if (!managed.over().isEmpty()) {
                text.append("    over: \"").append(managed.over()).append("\"\n");
            }
            text.append("    definition:");
            if (managed.json() == null) {
                text.append(" null\n");
            } else {
                BlockText.append(text.append('\n'), managed.json(), 6);
            }
        });
        return text;
    }

    private void carryOut(Set<String> steps) throws IOException {
        for (String step : steps) {
            if (step.startsWith(PUT)) {
                Path file = folder.resolve(step.substring(PUT.length()));
                Path written = file.resolveSibling(file.getFileName() + NEW);
                if (Files.exists(written)) {
                    Durable.rename(written, file);
                }
            } else {
                Files.deleteIfExists(folder.resolve(step.substring(DELETE.length())));
            }
        }
        if (!steps.isEmpty()) {
            if (Files.exists(former.path())) {
                Files.delete(former.path());
            }
            Durable.force(folder);
            Files.deleteIfExists(folder.resolve(PENDING));
        }
    }

    private final class Prepared implements PreparedChange {
        private final List<String> steps;

        private Prepared(List<String> steps) {
            this.steps = steps;
        }

        @Override
        public void commit() {
            try {
                if (!steps.isEmpty()) {
                    Path beside = folder.resolve(PENDING + NEW);
                    Durable.write(beside, String.join("\n", steps) + "\n");
                    Durable.rename(beside, folder.resolve(PENDING));
                    Durable.force(folder);
                    carryOut(new HashSet<>(steps));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(folder + " can not be written", e);
            }
        }

        @Override
        public void abandon() {
            try {
                for (String step : steps) {
                    if (step.startsWith(PUT)) {
                        Files.deleteIfExists(folder.resolve(step.substring(PUT.length()) + NEW));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(folder + " can not be written", e);
            }
        }
    }
}
