package io.ringmain.gateway.config;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.tag.TagDefinition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What is written for each connector, tag, alarm and machine: in the site's own files, and over that what was changed while it ran,
 * which stands in the {@link ManagedStore}.
 *
 * <p>A change at run time remembers what the site's files said. As long as they still say that, it is in force; when somebody
 * has edited the definition there meanwhile, the file wins.
 *
 * <p>Thread: any, immutable.
 */
public final class ManagedSite {

    /**
     * A change at run time.
     *
     * @param json what is written now, null when the definition was removed
     * @param over hash of what the site's files say, empty when they say nothing
     */
    record Managed(String json, String over) {}

    private final ManagedStore store;
    private final Map<Section, WrittenTexts> base;
    private final Map<Section, Map<String, Managed>> changes;
    /** Flags and the environment stand above changes, too. */
    private final Overrides overrides;

    /** Whose changes are not yet where they are kept. */
    private final Set<Section> touched;

    private ManagedSite(
            ManagedStore store,
            Map<Section, WrittenTexts> base,
            Map<Section, Map<String, Managed>> changes,
            Overrides overrides,
            Set<Section> touched) {
        this.store = store;
        this.base = base;
        this.changes = changes;
        this.overrides = overrides;
        this.touched = touched;
    }

    /** Puts the changes that are kept over what the site's files say, as far as those have not moved on. */
    static ManagedSite over(ManagedStore store, SiteReader reader, Reading reading, List<String> superseded) {
        Map<Section, WrittenTexts> base = reader.texts();
        Map<Section, Map<String, Managed>> changes = new EnumMap<>(Section.class);
        for (ManagedStore.Line line : store.read(reading)) {
            String written =
                    base.getOrDefault(line.section(), WrittenTexts.NONE).get(line.name());
            if (!line.over().equals(written == null ? "" : Tree.hash(written))) {
                superseded.add(line.block().place() + ": " + line.section().label() + "[" + line.name()
                        + "] was changed at run time, the site's files say something else by now and win");
                continue;
            }
            String json = line.definition() == null ? null : Tree.json(line.definition());
            changes.computeIfAbsent(line.section(), s -> new TreeMap<>())
                    .put(line.name(), new Managed(json, line.over()));
            reader.overlay(
                    line.section(),
                    line.name(),
                    line.definition(),
                    line.block().place().source());
        }
        return new ManagedSite(store, base, changes, reading.overrides(), Set.of());
    }

    /** Nothing written so far; changes will stand in that file. */
    public static ManagedSite empty(Path file) {
        return new ManagedSite(
                new ManagedFile(file),
                new EnumMap<>(Section.class),
                new EnumMap<>(Section.class),
                Overrides.none(),
                Set.of());
    }

    /**
     * Writes the changes beside those that are kept.
     *
     * @throws java.io.UncheckedIOException when they can not be written
     */
    public PreparedChange prepare() {
        return store.prepare(this);
    }

    /** The same when the changes are where they are kept. */
    public ManagedSite kept() {
        return new ManagedSite(store, base, changes, overrides, Set.of());
    }

    Set<Section> touched() {
        return touched;
    }

    /** What is written for a definition as one line of JSON, null when nothing is. */
    public String text(Section section, String name) {
        Managed managed = changes.getOrDefault(section, Map.of()).get(name);
        return managed != null
                ? managed.json()
                : base.getOrDefault(section, WrittenTexts.NONE).get(name);
    }

    /** All that is written for a section, by name. */
    public void forEach(Section section, BiConsumer<String, String> taker) {
        Map<String, Managed> changed = changes.getOrDefault(section, Map.of());
        base.getOrDefault(section, WrittenTexts.NONE).forEach((name, json) -> {
            if (!changed.containsKey(name)) {
                taker.accept(name, json);
            }
        });
        changed.forEach((name, managed) -> {
            if (managed.json() != null) {
                taker.accept(name, managed.json());
            }
        });
    }

    /** Where a definition stands that was changed at run time, empty for one that stands in the site's own files. */
    public String origin(Section section, String name) {
        return changes.getOrDefault(section, Map.of()).containsKey(name) ? store.label(section) : "";
    }

    /** What messages call the place where changes of a section are kept. */
    public String place(Section section) {
        return store.label(section);
    }

    /** What the site's own files say of a definition, null when they say nothing. */
    public String written(Section section, String name) {
        return base.getOrDefault(section, WrittenTexts.NONE).get(name);
    }

    /** Names of what was changed or removed at run time. */
    public Set<String> changed(Section section) {
        return changes.getOrDefault(section, Map.of()).keySet();
    }

    /** Stands for what is written, for comparing; empty when nothing is. */
    public String hash(Section section, String name) {
        String text = text(section, name);
        return text == null ? "" : Tree.hash(text);
    }

    /** What was changed at run time, a line each, for those who ask where things come from. */
    public List<Setting> settings() {
        List<Setting> settings = new ArrayList<>();
        changes.forEach((section, names) -> names.forEach((name, managed) -> settings.add(new Setting(
                section.label() + "[" + name + "]",
                managed.json() == null ? "removed at run time" : managed.json(),
                store.label(section)))));
        return settings;
    }

    Map<Section, Map<String, Managed>> changes() {
        return changes;
    }

    /** Begins a change. */
    public Draft draft() {
        return new Draft(this);
    }

    /** Changes to what is written, and the change of the site that they make. Thread: one. */
    public static final class Draft {
        private final ManagedSite from;
        private final Map<Section, Map<String, Managed>> changes = new EnumMap<>(Section.class);
        private final SiteChange change = new SiteChange();
        private final Problems problems = new Problems();

        private final Set<Section> touched = EnumSet.noneOf(Section.class);

        private Draft(ManagedSite from) {
            this.from = from;
            touched.addAll(from.touched);
            from.changes.forEach((section, names) -> changes.put(section, new TreeMap<>(names)));
        }

        /** Writes a definition, in JSON with the keys of the site file. The name may be left out of it. */
        public void put(Section section, String name, String json) {
            put(section, name, parse(name, json));
        }

        /** Changes some keys of what is written, as JSON merge patch says. */
        public void patch(Section section, String name, String json) {
            put(section, name, Tree.merge(parse(name, from.text(section, name)), parse(name, json)));
        }

        private Object parse(String name, String json) {
            Node node = YamlText.compose(new TextSource(name, json), new Place(name, 0), problems);
            return node instanceof MappingNode ? Tree.of(node) : new HashMap<>();
        }

        private void put(Section section, String name, Object tree) {
            Object named = Tree.merge(tree, Map.of());
            @SuppressWarnings("unchecked")
            Map<String, Object> keys = (Map<String, Object>) named;
            Node given = YamlText.compose(new TextSource(name, Tree.quoted(name)), new Place(name, 0), problems);
            keys.putIfAbsent("name", Tree.of(given));
            String json = Tree.json(keys);
            String path = section.label() + "[" + name + "]";
            Node node = YamlText.compose(new TextSource("request", json), new Place("request", 0), problems);
            Reading reading = new Reading(problems, from.overrides, new Origins());
            Block block = Block.element(reading, path, "request", node, section.keys());
            Object definition = section.read(block);
            if (definition instanceof TagDefinition tag) {
                ConditioningSection.requireSource(block, tag);
            }
            if (definition instanceof ConnectorDefinition connector) {
                SecretSettings.requireNoStars(connector, path, problems);
            }
            String written = nameOf(definition);
            if (!written.equals(name)) {
                problems.report(
                        new Place("request", 0), path + ".name", "is '" + written + "', must be '" + name + "'");
            }
            if (problems.isEmpty()) {
                note(section, name, json);
                put(definition);
            }
        }

        private static String nameOf(Object definition) {
            if (definition instanceof TagDefinition tag) {
                return tag.name();
            }
            if (definition instanceof AlarmGroup group) {
                return group.name();
            }
            if (definition instanceof ConnectorDefinition connector) {
                return connector.name();
            }
            return definition instanceof AlarmDefinition alarm ? alarm.name() : ((MachineDefinition) definition).name();
        }

        private void put(Object definition) {
            if (definition instanceof TagDefinition tag) {
                change.put(tag);
            } else if (definition instanceof AlarmDefinition alarm) {
                change.put(alarm);
            } else if (definition instanceof AlarmGroup group) {
                change.put(group);
            } else if (definition instanceof ConnectorDefinition connector) {
                change.put(connector);
            } else {
                change.put((MachineDefinition) definition);
            }
        }

        public void remove(Section section, String name) {
            note(section, name, null);
            switch (section) {
                case CONNECTORS -> change.removeConnector(name);
                case TAGS -> change.removeTag(name);
                case ALARMS -> change.removeAlarm(name);
                case ALARM_GROUPS -> change.removeAlarmGroup(name);
                case MACHINES -> change.removeMachine(name);
            }
        }

        /** Back to what the files say is no change at all. */
        private void note(Section section, String name, String json) {
            String written = from.base.getOrDefault(section, WrittenTexts.NONE).get(name);
            Map<String, Managed> names = changes.computeIfAbsent(section, s -> new TreeMap<>());
            touched.add(section);
            if (Objects.equals(json, written)) {
                names.remove(name);
            } else {
                names.put(name, new Managed(json, written == null ? "" : Tree.hash(written)));
            }
        }

        /** What can not be understood, by key; what it means for the site is for the plant to say. */
        public List<Problem> problems() {
            return problems.sorted();
        }

        public SiteChange change() {
            return change;
        }

        /** What is written when this has been done. */
        public ManagedSite result() {
            return new ManagedSite(from.store, from.base, changes, from.overrides, touched);
        }
    }
}
