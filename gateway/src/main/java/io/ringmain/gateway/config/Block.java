package io.ringmain.gateway.config;

import io.ringmain.core.tag.Position;
import io.ringmain.core.text.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/**
 * Typed access to one mapping of the site file. What is wrong or missing is reported with its line and answered with a
 * stand-in, so that reading goes on and finds everything.
 */
final class Block {
    private final Reading reading;
    private final String path;
    private final Place place;
    private final boolean isSetting;
    private final Mapping mapping;
    // Made when the first comes: a big site has some 200,000 blocks.
    private Set<String> broken = Set.of();
    private Map<String, Block> children = Map.of();
    /** Elements of lists, by key and number: {@code transitions[1]}. */
    private Map<String, Block> items = Map.of();

    private Block(Reading reading, String path, Place place, boolean isSetting, Mapping mapping) {
        this.reading = reading;
        this.path = path;
        this.place = place;
        this.isSetting = isSetting;
        this.mapping = mapping;
        mapping.refused().forEach(this::breakKey);
    }

    private void breakKey(String key) {
        if (broken.isEmpty()) {
            broken = new HashSet<>();
        }
        broken.add(key);
    }

    /** A section of settings, which flags and environment override; {@code node} is null when it was not written. */
    static Block settings(Reading reading, String path, Place place, Node node, Collection<String> known) {
        Mapping mapping = Mapping.of(reading.problems(), path, place.source(), node, known);
        return new Block(reading, path, place, true, mapping);
    }

    /** An element of a list, or the file itself: nothing overrides it. */
    static Block element(Reading reading, String path, String file, Node node, Collection<String> known) {
        Mapping mapping = Mapping.of(reading.problems(), path, file, node, known);
        return new Block(reading, path, Mapping.place(file, node), false, mapping);
    }

    Place place() {
        return place;
    }

    Set<String> keys() {
        return mapping.keys();
    }

    boolean has(String key) {
        return mapping.has(key) || broken.contains(key);
    }

    /** True when the value of a key was reported, so that what follows from it is not worth saying. */
    boolean isBroken(String key) {
        int dot = key.indexOf('.');
        Block child = dot < 0 ? null : children.get(key.substring(0, dot));
        return child == null ? broken.contains(key) : child.isBroken(key.substring(dot + 1));
    }

    /** The place of a key or of a path of keys, the block's own when it was not written. */
    Place placeOf(String key) {
        Block item = items.get(key);
        if (item != null) {
            return item.place();
        }
        int dot = key.indexOf('.');
        Block child = dot < 0 ? null : children.get(key.substring(0, dot));
        if (child != null) {
            return child.placeOf(key.substring(dot + 1));
        }
        int line = mapping.line(dot < 0 ? key : key.substring(0, dot));
        return line == 0 ? place : new Place(place.source(), line);
    }

    boolean hasPlaceOf(String key) {
        int dot = key.indexOf('.');
        if (dot < 0) {
            return items.containsKey(key) || mapping.has(key);
        }
        Block child = children.get(key.substring(0, dot));
        return child != null && child.hasPlaceOf(key.substring(dot + 1));
    }

    void report(String key, String message) {
        breakKey(key);
        reading.problems().report(placeOf(key), Mapping.join(path, key), message);
    }

    Node node(String key) {
        return mapping.value(key);
    }

    Block child(String key, Collection<String> known) {
        Block earlier = children.get(key);
        if (earlier != null) {
            return earlier;
        }
        String below = Mapping.join(path, key);
        Mapping inner = Mapping.of(reading.problems(), below, place.source(), node(key), known);
        if (!inner.isUsable()) {
            breakKey(key);
        }
        Block made = new Block(reading, below, placeOf(key), isSetting, inner);
        if (children.isEmpty()) {
            children = new HashMap<>();
        }
        children.put(key, made);
        return made;
    }

    /** The mappings of a list; what is none is reported. */
    List<Block> blocks(String key, Collection<String> known) {
        List<Block> blocks = new ArrayList<>();
        if (!has(key) || isBroken(key)) {
            return blocks;
        }
        Node node = node(key);
        if (!(node instanceof SequenceNode sequence)) {
            report(key, "is " + Mapping.describe(node) + ", must be a list");
            return blocks;
        }
        for (Node item : sequence.items()) {
            String name = key + "[" + (blocks.size() + 1) + "]";
            Mapping inner = Mapping.of(reading.problems(), Mapping.join(path, name), place.source(), item, known);
            Block block =
                    new Block(reading, Mapping.join(path, name), Mapping.place(place.source(), item), isSetting, inner);
            if (!inner.isUsable()) {
                breakKey(key);
            }
            if (items.isEmpty()) {
                items = new HashMap<>();
            }
            items.put(name, block);
            blocks.add(block);
        }
        blocks.removeIf(block -> !block.isUsable());
        return blocks;
    }

    /** Whether anything in it was reported. */
    boolean isBrokenAnywhere() {
        return !broken.isEmpty()
                || children.values().stream().anyMatch(Block::isBrokenAnywhere)
                || items.values().stream().anyMatch(Block::isBrokenAnywhere);
    }

    /** Marks a key as reported, when what stands below it was. */
    void breakBy(String key, Block below) {
        if (below.isBrokenAnywhere()) {
            breakKey(key);
        }
    }

    /** False when something else than a mapping was written. */
    boolean isUsable() {
        return mapping.isUsable();
    }

    // ---- text and choices

    String text(String key, String absent) {
        return value(key, absent, text -> text, s -> s.text());
    }

    String requiredText(String key) {
        if (missing(key, "text")) {
            return "";
        }
        String text = text(key, "");
        if (text.isEmpty() && !isBroken(key)) {
            report(key, "is empty, must be text");
        }
        return text;
    }

    <T> T choice(String key, Map<String, T> allowed, T absent) {
        Function<T, String> label = wanted -> allowed.entrySet().stream()
                .filter(e -> e.getValue().equals(wanted))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
        return value(key, absent, label, scalar -> {
            T chosen = allowed.get(scalar.text());
            return chosen != null
                    ? chosen
                    : refuse(
                            key,
                            scalar,
                            "must be one of " + String.join(", ", allowed.keySet())
                                    + NearestName.hint(scalar.text(), allowed.keySet()));
        });
    }

    <T> T requiredChoice(String key, Map<String, T> allowed, T standIn) {
        // The words of the message are not put together for each of 100,000 elements that need none.
        boolean isMissing = !has(key) && missing(key, "one of " + String.join(", ", allowed.keySet()));
        return isMissing ? standIn : choice(key, allowed, standIn);
    }

    boolean flag(String key, boolean absent) {
        return value(key, absent, String::valueOf, scalar -> {
            boolean isTrue = scalar.text().equals("true");
            return !scalar.isQuoted() && (isTrue || scalar.text().equals("false"))
                    ? Boolean.valueOf(isTrue)
                    : refuse(key, scalar, "must be true or false");
        });
    }

    // ---- numbers

    double number(String key, double absent) {
        return value(key, absent, String::valueOf, scalar -> parseNumber(key, scalar));
    }

    double requiredNumber(String key) {
        return missing(key, "a number") ? 0 : number(key, 0);
    }

    /** A number as it is written, with all its digits; null when it is not written or not usable. */
    BigDecimal decimal(String key) {
        return value(key, null, String::valueOf, scalar -> parseDecimal(key, scalar));
    }

    BigDecimal requiredDecimal(String key) {
        BigDecimal number = missing(key, "a number") ? null : decimal(key);
        return number == null ? BigDecimal.ZERO : number;
    }

    /** A number and a percent sign; null when it was reported. */
    Double percent(String key) {
        return value(key, null, String::valueOf, scalar -> {
            String text = scalar.text();
            String number = text.substring(0, Math.max(0, text.length() - 1)).strip();
            return text.endsWith("%") && Numeral.isNumber(number)
                    ? Double.valueOf(number)
                    : refuse(key, scalar, "must be a number, or a percentage such as 0.5%");
        });
    }

    int whole(String key, int absent, int low, int high) {
        return value(key, absent, String::valueOf, scalar -> {
            String rule = "must be a whole number from " + low + " to " + high;
            if (scalar.isQuoted() || !Numeral.isWhole(scalar.text())) {
                return refuse(key, scalar, rule);
            }
            long number = Long.parseLong(scalar.text());
            return number >= low && number <= high ? Integer.valueOf((int) number) : refuse(key, scalar, rule);
        });
    }

    /** Two numbers, {@code [low, high]}; NaN twice when it is not written. */
    double[] range(String key) {
        double[] open = {Double.NaN, Double.NaN};
        if (!has(key) || isBroken(key)) {
            return open;
        }
        List<Scalar> items = scalars(key, "two numbers, [low, high]");
        if (items.size() != 2 && !isBroken(key)) {
            report(key, "has " + items.size() + " entries, must be two numbers, [low, high]");
        }
        Double low = isBroken(key) ? null : parseNumber(key, items.get(0));
        Double high = isBroken(key) ? null : parseNumber(key, items.get(1));
        return low == null || high == null ? open : new double[] {low, high};
    }

    long requiredDurationNs(String key) {
        return missing(key, "a duration") ? 0 : durationNs(key, 0);
    }

    long durationNs(String key, long absentNs) {
        return durationNs(key, absentNs, Long.MAX_VALUE);
    }

    private long durationNs(String key, long absentNs, long highNs) {
        return value(key, absentNs, Quantity::durationText, scalar -> {
            OptionalLong ns = Quantity.duration(scalar.text());
            return ns.isPresent()
                    ? Long.valueOf(ns.getAsLong())
                    : refuse(key, scalar, Quantity.durationRule(scalar.text(), highNs));
        });
    }

    long durationNs(String key, long absentNs, long lowNs, long highNs) {
        long ns = durationNs(key, absentNs, highNs);
        if ((ns < lowNs || ns > highNs) && !isBroken(key)) {
            report(
                    key,
                    Quantity.durationText(ns) + " is not allowed, must be between " + Quantity.durationText(lowNs)
                            + " and " + Quantity.durationText(highNs));
            return absentNs;
        }
        return ns;
    }

    /** Metres along a line; NaN when it is not written. */
    double positionM(String key) {
        return value(key, Double.NaN, String::valueOf, scalar -> {
            OptionalDouble metres = Position.metres(scalar.text());
            return metres.isPresent() ? Double.valueOf(metres.getAsDouble()) : refuse(key, scalar, Position.RULE);
        });
    }

    long bytes(String key, long absent) {
        return value(key, absent, bytes -> bytes + "B", scalar -> {
            OptionalLong bytes = Quantity.size(scalar.text());
            return bytes.isPresent() ? Long.valueOf(bytes.getAsLong()) : refuse(key, scalar, Quantity.SIZES);
        });
    }

    // ---- lists and maps

    List<String> texts(String key) {
        return has(key) && !isBroken(key)
                ? scalars(key, "a list of texts").stream().map(Scalar::text).toList()
                : List.of();
    }

    /** A list of lists of two numbers. */
    List<double[]> pairs(String key) {
        String rule = "must be a list of pairs of numbers, [[raw, engineering], ...]";
        List<double[]> pairs = new ArrayList<>();
        Node node = node(key);
        if (!(node instanceof SequenceNode sequence)) {
            report(key, "is " + Mapping.describe(node) + ", " + rule);
            return pairs;
        }
        for (Node item : sequence.items()) {
            List<Node> numbers = item instanceof SequenceNode pair ? pair.items() : List.of();
            double[] values = new double[2];
            boolean isPair = numbers.size() == 2;
            for (int i = 0; isPair && i < 2; i++) {
                isPair = numbers.get(i) instanceof ScalarNode scalar
                        && !scalar.isQuoted()
                        && Numeral.isNumber(scalar.value());
                values[i] = isPair ? Double.parseDouble(((ScalarNode) numbers.get(i)).value()) : 0;
            }
            if (!isPair) {
                breakKey(key);
                reading.problems()
                        .report(
                                Mapping.place(place.source(), item),
                                pathOf(key),
                                "has an entry that is no pair, " + rule);
                return pairs;
            }
            pairs.add(values);
        }
        return pairs;
    }

    /** Whether a single value was written for a key. */
    boolean isScalar(String key) {
        return node(key) instanceof ScalarNode;
    }

    Map<String, String> textMap(String key) {
        Map<String, String> map = new LinkedHashMap<>();
        if (has(key) && !isBroken(key)) {
            Block child = child(key, List.of());
            child.keys().forEach(name -> map.put(name, child.text(name, "")));
            breakBy(key, child);
        }
        return map;
    }

    /** Single values as they were written; what they mean is for the reader to say. */
    Map<String, Scalar> scalarMap(String key) {
        Map<String, Scalar> map = new LinkedHashMap<>();
        if (has(key) && !isBroken(key)) {
            Block child = child(key, List.of());
            for (String name : child.keys()) {
                Scalar scalar = child.scalar(name);
                if (scalar != null) {
                    map.put(name, scalar);
                }
            }
            breakBy(key, child);
        }
        return map;
    }

    /** One value, or a list of them. */
    List<Scalar> oneOrMore(String key) {
        if (!has(key) || isBroken(key)) {
            return List.of();
        }
        if (node(key) instanceof SequenceNode) {
            return scalars(key, "a value or a list of values");
        }
        Scalar one = scalar(key);
        return one == null ? List.of() : List.of(one);
    }

    private List<Scalar> scalars(String key, String rule) {
        Node node = node(key);
        List<Scalar> items = new ArrayList<>();
        if (!(node instanceof SequenceNode sequence)) {
            report(key, "is " + Mapping.describe(node) + ", must be " + rule);
            return items;
        }
        for (Node item : sequence.items()) {
            if (item instanceof ScalarNode scalar && !Mapping.isEmpty(item)) {
                items.add(new Scalar(
                        scalar.value(), scalar.isQuoted(), Mapping.place(place.source(), item), pathOf(key)));
            } else {
                report(key, "has an entry that is " + Mapping.describe(item) + ", must be " + rule);
            }
        }
        return items;
    }

    // ---- one scalar

    private boolean missing(String key, String rule) {
        if (has(key) || isSetting && reading.overrides().find(pathOf(key), reading.problems()) != null) {
            return false;
        }
        if (isUsable()) {
            report(key, "is missing, must be " + rule);
        }
        return true;
    }

    /** The value in force; {@code parse} answers null for one that it has refused. */
    private <T> T value(String key, T absent, Function<T, String> label, Function<Scalar, T> parse) {
        if (!isSetting && !mapping.has(key)) {
            return absent; // most keys of most elements
        }
        Scalar scalar = scalar(key);
        T parsed = scalar == null ? null : parse.apply(scalar);
        if (isSetting && !isBroken(key)) {
            String origin = scalar == null
                    ? "default"
                    : scalar.place().line() > 0 ? scalar.place().toString() : scalar.key();
            String shown = scalar != null ? scalar.text() : absent == null ? "" : label.apply(absent);
            reading.origins().add(pathOf(key), shown, origin);
        }
        return parsed == null ? absent : parsed;
    }

    /** What was written for a key; null when nothing was, or nothing usable, which is reported. */
    Scalar scalar(String key) {
        Overrides.Found found = isSetting ? reading.overrides().find(pathOf(key), reading.problems()) : null;
        if (found != null) {
            return new Scalar(found.value(), false, found.place(), found.key());
        }
        Node node = node(key);
        if (node == null) {
            return null;
        }
        if (!(node instanceof ScalarNode scalar) || Mapping.isEmpty(node)) {
            report(key, "is " + Mapping.describe(node) + ", must be a single value");
            return null;
        }
        return Scalar.of(scalar, this, key);
    }

    private Double parseNumber(String key, Scalar scalar) {
        if (scalar.isQuoted() || !Numeral.isNumber(scalar.text())) {
            return refuse(key, scalar, "must be a number" + (scalar.isQuoted() ? " without quotes" : ""));
        }
        double number = Double.parseDouble(scalar.text());
        return Double.isFinite(number) ? Double.valueOf(number) : refuse(key, scalar, "must be a finite number");
    }

    private BigDecimal parseDecimal(String key, Scalar scalar) {
        Double number = parseNumber(key, scalar);
        if (number == null) {
            return null;
        }
        // Digits count for whole numbers, which a float64 may not hold.
        return Numeral.isDigits(scalar.text()) ? new BigDecimal(scalar.text()) : BigDecimal.valueOf(number);
    }

    private <T> T refuse(String key, Scalar scalar, String rule) {
        breakKey(key);
        String shown = Origins.isSecret(key) ? "this value" : "'" + scalar.text() + "'";
        reading.problems().report(scalar.place(), scalar.key(), shown + " is not allowed, " + rule);
        return null;
    }

    String pathOf(String key) {
        return Mapping.join(path, key);
    }
}
