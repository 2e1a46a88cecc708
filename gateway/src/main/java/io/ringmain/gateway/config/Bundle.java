package io.ringmain.gateway.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Definitions of a whole site or of parts of it as one text, to be carried elsewhere. As YAML it is a part of a site file, which can
 * be included; as JSON the same.
 *
 * <p>Thread: any, immutable.
 */
public final class Bundle {
    private static final String HEAD = "# Definitions of a Ringmain site, as they were in force.\n";

    private final Map<Section, Map<String, String>> texts;

    private Bundle(Map<Section, Map<String, String>> texts) {
        this.texts = texts;
    }

    /**
     * Takes what is written at the moment.
     *
     * @param shown takes secrets out of the text of a connector
     */
    public static Bundle of(ManagedSite site, List<Section> sections, UnaryOperator<String> shown) {
        Map<Section, Map<String, String>> texts = new EnumMap<>(Section.class);
        for (Section section : sections) {
            Map<String, String> names = new TreeMap<>();
            site.forEach(
                    section, (name, json) -> names.put(name, section == Section.CONNECTORS ? shown.apply(json) : json));
            texts.put(section, names);
        }
        return new Bundle(texts);
    }

    /** Definitions of one section by name, in JSON of whatever order of keys. */
    public static Bundle of(Section section, Map<String, String> definitions) {
        Map<String, String> texts = new TreeMap<>();
        Problems problems = new Problems();
        definitions.forEach((name, json) ->
                texts.put(name, Tree.json(YamlText.compose(new TextSource(name, json), new Place(name, 0), problems))));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.sorted().get(0).toString());
        }
        return new Bundle(Map.of(section, texts));
    }

    /**
     * Reads a bundle, YAML or JSON; the order of keys and the form of the text have no meaning.
     *
     * @throws ConfigurationException with line and reason when it is none
     */
    public static Bundle read(String text) throws ConfigurationException {
        Problems problems = new Problems();
        Map<Section, Map<String, String>> texts = new EnumMap<>(Section.class);
        Node root = YamlText.compose(new TextSource("bundle", text), new Place("bundle", 0), problems);
        if (root != null) {
            Reading reading = new Reading(problems, Overrides.none(), new Origins());
            List<String> labels = new ArrayList<>();
            for (Section section : Section.values()) {
                labels.add(section.label());
            }
            Block block = Block.element(reading, "", "bundle", root, labels);
            for (Section section : Section.values()) {
                if (block.has(section.label())) {
                    texts.put(section, names(block, section));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems.sorted());
        }
        return new Bundle(texts);
    }

    private static Map<String, String> names(Block block, Section section) {
        Map<String, String> names = new TreeMap<>();
        Node list = block.node(section.label());
        if (list == null || Mapping.isEmpty(list)) {
            return names;
        }
        if (!(list instanceof SequenceNode sequence)) {
            block.report(section.label(), "is " + Mapping.describe(list) + ", must be a list");
            return names;
        }
        for (Node item : sequence.items()) {
            String name = item instanceof MappingNode mapping ? mapping.text("name") : null;
            if (name == null || name.isEmpty()) {
                block.report(section.label(), "has an item without a name");
            } else if (names.put(name, Tree.json(item)) != null) {
                block.report(section.label(), "has " + name + " twice");
            }
        }
        return names;
    }

    public Map<String, String> texts(Section section) {
        return texts.getOrDefault(section, Map.of());
    }

    public boolean has(Section section) {
        return texts.containsKey(section);
    }

    public String json() {
        StringBuilder out = new StringBuilder("{");
        texts.forEach((section, names) -> {
            out.append(out.length() > 1 ? "," : "")
                    .append(Tree.quoted(section.label()))
                    .append(":[");
            out.append(String.join(",", names.values())).append(']');
        });
        return out.append('}').toString();
    }

    public String yaml() {
        StringBuilder out = new StringBuilder(HEAD);
        texts.forEach((section, names) -> {
            out.append(section.label()).append(names.isEmpty() ? ": []\n" : ":\n");
            names.values().forEach(json -> {
                int from = out.length();
                BlockText.append(out, json, 4);
                out.setCharAt(from + 2, '-');
            });
        });
        return out.toString();
    }
}
