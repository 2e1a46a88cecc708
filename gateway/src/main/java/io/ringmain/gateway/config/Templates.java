package io.ringmain.gateway.config;

import io.ringmain.core.text.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Templates of the site file and their instances. A template with parameters makes tags, alarms, machines and instances of
 * other templates; what it makes is read like anything else in the file.
 *
 * <p>Thread: the one that reads the configuration.
 */
final class Templates {
    static final List<String> KEYS =
            List.of("name", "parameters", "tags", "alarms", "alarm-groups", "machines", "instances");
    static final List<String> INSTANCE_KEYS = List.of("template", "name", "with");
    private static final List<String> PARAMETER_KEYS = List.of("name", "type", "default");
    private static final List<String> TYPES = List.of("text", "number", "whole", "flag");
    private static final Map<String, String> RULES =
            Map.of("text", "text", "number", "a number", "whole", "a whole number", "flag", "true or false");
    private static final int MAX_DEPTH = 8;
    private static final int MAX_MADE = 1_000_000;

    /** Takes what an instance makes; the reading says where the instance stands. */
    interface Maker {
        void make(Section section, Node item, String file, Reading reading);
    }

    /** The value is null when the parameter has to be given. */
    private record Parameter(String name, String type, Scalar value) {}

    private record Template(String name, List<Parameter> parameters, Block block) {}

    private record Instance(Node node, String file, Reading reading) {}

    private final Reading reading;
    private final Map<String, Template> templates = new HashMap<>();
    private final List<Instance> instances = new ArrayList<>();
    private int made;

    Templates(Reading reading) {
        this.reading = reading;
    }

    /** Notes what one file holds. */
    void read(Block file) {
        for (Node item : items(file, "templates")) {
            Block block = Block.element(
                    reading, "templates[" + name(item) + "]", file.place().source(), item, KEYS);
            String name = block.requiredText("name");
            Template template = new Template(name, parameters(block), block);
            Template earlier = templates.putIfAbsent(name, template);
            if (earlier != null) {
                block.report(
                        "name",
                        "'" + name + "' is declared twice, the first time at "
                                + earlier.block().place());
            }
        }
        for (Node item : items(file, "instances")) {
            instances.add(new Instance(item, file.place().source(), reading));
        }
    }

    private static List<Node> items(Block block, String key) {
        Node node = block.node(key);
        if (node == null || Mapping.isEmpty(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.items();
        }
        block.report(key, "is " + Mapping.describe(node) + ", must be a list");
        return List.of();
    }

    private List<Parameter> parameters(Block template) {
        List<Parameter> parameters = new ArrayList<>();
        Map<String, String> types = new LinkedHashMap<>();
        TYPES.forEach(type -> types.put(type, type));
        String source = template.place().source();
        for (Node item : items(template, "parameters")) {
            Block block = Block.element(reading, "parameters[" + name(item) + "]", source, item, PARAMETER_KEYS);
            String name = block.requiredText("name");
            String type = block.choice("type", types, "text");
            Scalar value = null;
            if (block.has("default") && block.node("default") instanceof ScalarNode scalar) {
                value = new Scalar(scalar.value(), scalar.isQuoted(), block.placeOf("default"), "default");
                String wrong = wrong(type, value);
                if (wrong != null) {
                    block.report("default", wrong);
                }
            } else if (block.has("default")) {
                block.report("default", "must be a single value");
            }
            parameters.add(new Parameter(name, type, value));
        }
        return parameters;
    }

    /** What is wrong with a value, null when nothing is. */
    private static String wrong(String type, Scalar value) {
        String text = value.text();
        boolean isRight = switch (type) {
            case "number" -> !value.isQuoted() && Numeral.isNumber(text);
            case "whole" -> !value.isQuoted() && Numeral.isWhole(text);
            case "flag" -> !value.isQuoted() && (text.equals("true") || text.equals("false"));
            default -> true;
        };
        return isRight ? null : "'" + text + "' is not allowed, must be " + RULES.get(type);
    }

    /** Makes what all instances make. */
    void expand(Maker maker) {
        instances.forEach(instance -> expand(instance, 1, maker));
    }

    private void expand(Instance instance, int depth, Maker maker) {
        String label = "instances[" + name(instance.node()) + "]";
        Block block = Block.element(instance.reading(), label, instance.file(), instance.node(), INSTANCE_KEYS);
        String wanted = block.requiredText("template");
        String name = block.requiredText("name");
        Template template = templates.get(wanted);
        if (template == null) {
            if (!wanted.isEmpty()) {
                block.report(
                        "template", "'" + wanted + "' is not declared" + NearestName.hint(wanted, templates.keySet()));
            }
            return;
        }
        if (depth > MAX_DEPTH) {
            block.report("template", "'" + wanted + "' is nested more than " + MAX_DEPTH + " deep, or in itself");
            return;
        }
        Map<String, Scalar> values = values(template, block);
        if (values == null) {
            return; // whatever follows from a wrong value is not worth saying
        }
        values.put("name", new Scalar(name, true, block.place(), "name"));
        Reading inside = instance.reading().within(" (instance " + name + " at " + block.place() + ")");
        String file = template.block().place().source();
        Substitution substitution = new Substitution(values, inside.problems(), file);
        for (Section section : Section.values()) {
            for (Node item : items(template.block(), section.label())) {
                if (++made > MAX_MADE) {
                    block.report("template", "templates make more than " + MAX_MADE + " definitions");
                    return;
                }
                maker.make(section, substitution.apply(item), file, inside);
            }
        }
        for (Node item : items(template.block(), "instances")) {
            expand(new Instance(substitution.apply(item), file, inside), depth + 1, maker);
        }
    }

    /** Null when they are not what the template wants, which is reported. */
    private static Map<String, Scalar> values(Template template, Block block) {
        Map<String, Scalar> values = new HashMap<>();
        Map<String, Scalar> given = block.has("with") && !block.isBroken("with") ? block.scalarMap("with") : Map.of();
        TreeSet<String> known = new TreeSet<>();
        boolean isRight = !block.isBroken("with");
        for (Parameter parameter : template.parameters()) {
            known.add(parameter.name());
            Scalar value = given.getOrDefault(parameter.name(), parameter.value());
            String wrong = value == null ? null : wrong(parameter.type(), value);
            if (value == null) {
                isRight = false;
                block.report("with", "'" + parameter.name() + "' is missing, must be " + RULES.get(parameter.type()));
            } else if (wrong != null && given.containsKey(parameter.name())) {
                isRight = false;
                block.report("with." + parameter.name(), wrong);
            }
            values.put(parameter.name(), value == null ? new Scalar("", true, block.place(), "") : value);
        }
        for (String name : given.keySet()) {
            if (!known.contains(name)) {
                isRight = false;
                block.report(
                        "with." + name,
                        "is no parameter of " + template.name() + NearestName.hint(name, known) + ", known: "
                                + String.join(", ", known));
            }
        }
        return isRight ? values : null;
    }

    private static String name(Node item) {
        String name = item instanceof MappingNode mapping ? mapping.text("name") : null;
        return name == null ? "?" : name;
    }
}
