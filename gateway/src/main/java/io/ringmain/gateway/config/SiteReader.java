package io.ringmain.gateway.config;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroup;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.Definitions;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the files of a site, the first one and all that it includes, into elements and sections. */
final class SiteReader {
    static final List<String> LISTS = List.of("connectors", "tags", "alarms", "alarm-groups", "machines");
    static final List<String> KEYS = keys();

    final Elements<ConnectorDefinition> connectors = new Elements<>();
    final Elements<TagDefinition> tags;
    final Elements<AlarmDefinition> alarms;
    final Elements<AlarmGroup> alarmGroups = new Elements<>();
    final Elements<MachineDefinition> machines = new Elements<>();
    final Map<String, Block> sections = new HashMap<>();

    private final Reading reading;
    private final Problems problems;
    private final Templates templates;
    private final Set<String> open = new HashSet<>();
    private final Map<String, Place> included = new HashMap<>();
    private final boolean isLean;
    private boolean isRead;
    private boolean isGivenUp;

    /**
     * @param isLean whether the definitions of tags and alarms are all that is kept of them: a big site's nodes and blocks
     *     come to several times that. It gives up at whatever a sound and plain site has not, without a word that helps.
     */
    SiteReader(Reading reading, boolean isLean) {
        this.isLean = isLean;
        tags = new Elements<>(isLean ? Definitions.tags() : null);
        alarms = new Elements<>(isLean ? Definitions.alarms() : null);
        this.reading = reading;
        this.problems = reading.problems();
        this.templates = new Templates(reading);
    }

    void read(Source source, Place askedFrom) {
        Place earlier = included.putIfAbsent(source.identity(), askedFrom);
        if (open.contains(source.identity())) {
            problems.report(askedFrom, "include", "'" + source.label() + "' includes itself");
            return;
        }
        if (earlier != null) {
            problems.report(
                    askedFrom, "include", "'" + source.label() + "' is included twice, the first time at " + earlier);
            return;
        }
        problems.expect(source.label());
        Node root = YamlText.compose(source, askedFrom, problems, isLean ? taker(source.label()) : null);
        if (root == null) {
            isGivenUp = true;
            return;
        }
        open.add(source.identity());
        Block block = Block.element(reading, "", source.label(), root, KEYS);
        isRead |= block.isUsable();
        SettingsSections.KEYS.keySet().stream().filter(block::has).forEach(name -> section(block, name));
        list(block, "connectors", connectors, ConnectorSection::read, List.of(), d -> d.name());
        list(block, "tags", tags, TagSection::read, TagSection.KEYS, d -> d.name());
        list(block, "alarms", alarms, AlarmSection::read, AlarmSection.KEYS, d -> d.name());
        list(block, "alarm-groups", alarmGroups, AlarmGroupSection::read, AlarmGroupSection.KEYS, AlarmGroup::name);
        list(block, "machines", machines, MachineSection::read, MachineSection.KEYS, d -> d.name());
        templates.read(block);
        block.texts("include").forEach(name -> read(source.sibling(name), block.placeOf("include")));
        open.remove(source.identity());
    }

    private PlainYaml.Items taker(String file) {
        return new PlainYaml.Items() {
            @Override
            public boolean takes(String key) {
                return key.equals("tags") || key.equals("alarms");
            }

            @Override
            public void take(String key, Node item) {
                if (key.equals("tags")) {
                    element(item, "tags", tags, TagSection::read, TagSection.KEYS, d -> d.name(), file);
                } else {
                    element(item, "alarms", alarms, AlarmSection::read, AlarmSection.KEYS, d -> d.name(), file);
                }
            }
        };
    }

    private void section(Block block, String name) {
        Block earlier = sections.get(name);
        if (earlier != null) {
            block.report(name, "is written twice, the first time at " + earlier.place());
        } else if (block.node(name) != null) {
            sections.put(name, SettingsSections.block(reading, name, block.placeOf(name), block.node(name)));
        }
    }

    private <T> void list(
            Block file,
            String section,
            Elements<T> into,
            Function<Block, T> reader,
            List<String> keys,
            Function<T, String> name) {
        Node node = file.node(section);
        if (node == null || Mapping.isEmpty(node)) {
            return;
        }
        if (!(node instanceof SequenceNode sequence)) {
            file.report(section, "is " + Mapping.describe(node) + ", must be a list");
            return;
        }
        for (Node item : sequence.items()) {
            element(item, section, into, reader, keys, name, file.place().source());
        }
    }

    private <T> void element(
            Node item,
            String section,
            Elements<T> into,
            Function<Block, T> reader,
            List<String> keys,
            Function<T, String> name,
            String file) {
        String label = section + "[" + label(item, into.size()) + "]";
        Block block = Block.element(reading, label, file, item, keys);
        add(item, block, into, reader, name);
    }

    private <T> void add(
            Node item, Block block, Elements<T> into, Function<Block, T> reader, Function<T, String> name) {
        if (item instanceof MappingNode) {
            T definition = reader.apply(block);
            into.add(name.apply(definition), definition, block, Tree.json(item));
        }
    }

    /** Adds what the instances of templates make, once all files are read. */
    void expand() {
        templates.expand((section, item, file, inside) -> {
            String label = section.label() + "["
                    + label(item, elements(section.label()).size()) + "]";
            Block block = Block.element(inside, label, file, item, section.keys());
            switch (section) {
                case CONNECTORS -> add(item, block, connectors, ConnectorSection::read, d -> d.name());
                case TAGS -> add(item, block, tags, TagSection::read, d -> d.name());
                case ALARMS -> add(item, block, alarms, AlarmSection::read, d -> d.name());
                case ALARM_GROUPS -> add(item, block, alarmGroups, AlarmGroupSection::read, AlarmGroup::name);
                case MACHINES -> add(item, block, machines, MachineSection::read, d -> d.name());
            }
        });
    }

    /** What was written for everything that can be changed while the site runs. */
    Map<Section, WrittenTexts> texts() {
        Map<Section, WrittenTexts> texts = new EnumMap<>(Section.class);
        texts.put(Section.CONNECTORS, connectors.texts());
        texts.put(Section.TAGS, tags.texts());
        texts.put(Section.ALARMS, alarms.texts());
        texts.put(Section.ALARM_GROUPS, alarmGroups.texts());
        texts.put(Section.MACHINES, machines.texts());
        return texts;
    }

    /** A change that was made at run time; the node is null when the definition was removed. */
    void overlay(Section section, String name, Node node, String file) {
        switch (section) {
            case CONNECTORS -> overlay(connectors, section, name, node, file, ConnectorSection::read);
            case TAGS -> overlay(tags, section, name, node, file, TagSection::read);
            case ALARMS -> overlay(alarms, section, name, node, file, AlarmSection::read);
            case ALARM_GROUPS -> overlay(alarmGroups, section, name, node, file, AlarmGroupSection::read);
            case MACHINES -> overlay(machines, section, name, node, file, MachineSection::read);
        }
    }

    private <T> void overlay(
            Elements<T> into, Section section, String name, Node node, String file, Function<Block, T> reader) {
        if (node == null) {
            into.remove(name);
        } else {
            Block block = Block.element(reading, section.label() + "[" + name + "]", file, node, section.keys());
            into.put(name, reader.apply(block), block);
        }
    }

    /** True when only a thorough reading can say what is wrong, if anything is. */
    boolean isGivenUp() {
        return isGivenUp || isLean && !problems.isEmpty();
    }

    boolean isLean() {
        return isLean;
    }

    /** False when not even the first file was a mapping. */
    boolean isRead() {
        return isRead;
    }

    SiteDefinition definition(String name) {
        return new SiteDefinition(
                name,
                connectors.definitions(),
                tags.definitions(),
                alarms.definitions(),
                alarmGroups.definitions(),
                machines.definitions());
    }

    Elements<?> elements(String section) {
        return switch (section) {
            case "connectors" -> connectors;
            case "tags" -> tags;
            case "alarms" -> alarms;
            case "alarm-groups" -> alarmGroups;
            default -> machines;
        };
    }

    /** An element's name, or its position counted from 1. */
    private static String label(Node item, int index) {
        String name = item instanceof MappingNode mapping ? mapping.text("name") : null;
        return name == null || name.isEmpty() ? String.valueOf(index + 1) : name;
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(SettingsSections.KEYS.keySet());
        keys.addAll(LISTS);
        keys.add("templates");
        keys.add("instances");
        keys.add("include");
        return List.copyOf(keys);
    }
}
