package io.ringmain.gateway.config;

import io.ringmain.core.tag.Position;
import io.ringmain.core.text.NearestName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
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
 *
 * <p>Thread: one.
 */
final class Block {
    private final Entries entries;

    private Block(Entries entries) {
        this.entries = entries;
    }

    /** A section of settings, which flags and environment override; {@code node} is null when it was not written. */
    static Block settings(Reading reading, String path, Place place, Node node, Collection<String> known) {
        return new Block(Entries.settings(reading, path, place, node, known));
    }

    /** An element of a list, or the file itself: nothing overrides it. */
    static Block element(Reading reading, String path, String file, Node node, Collection<String> known) {
        return new Block(Entries.element(reading, path, file, node, known));
    }

    // ---- as it was written

    Reading reading() {
        return entries.reading();
    }

    Place place() {
        return entries.place();
    }

    Set<String> keys() {
        return entries.keys();
    }

    boolean has(String key) {
        return entries.has(key);
    }

    /** False when something else than a mapping was written. */
    boolean isUsable() {
        return entries.isUsable();
    }

    /** True when the value of a key was reported, so that what follows from it is not worth saying. */
    boolean isBroken(String key) {
        return entries.isBroken(key);
    }

    /** The place of a key or of a path of keys, the block's own when it was not written. */
    Place placeOf(String key) {
        return entries.placeOf(key);
    }

    boolean hasPlaceOf(String key) {
        return entries.hasPlaceOf(key);
    }

    void report(String key, String message) {
        entries.report(key, message);
    }

    Node node(String key) {
        return entries.node(key);
    }

    Block child(String key, Collection<String> known) {
        return new Block(entries.child(key, known));
    }

    /** Marks a key as reported, when what stands below it was. */
    void breakBy(String key, Block below) {
        entries.breakBy(key, below.entries);
    }

    /** What was written for a key; null when nothing was, or nothing usable, which is reported. */
    Scalar scalar(String key) {
        return entries.scalar(key);
    }

    /** The mappings of a list; what is none is reported. */
    List<Block> blocks(String key, Collection<String> known) {
        return entries.mappings(key, known).stream().map(Block::new).toList();
    }

    // ---- text and choices

    String text(String key, String absent) {
        return value(key, absent, text -> text, s -> s.text());
    }

    String requiredText(String key) {
        if (entries.isMissing(key, "text")) {
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
        boolean isMissing = !has(key) && entries.isMissing(key, "one of " + String.join(", ", allowed.keySet()));
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
        return entries.isMissing(key, "a number") ? 0 : number(key, 0);
    }

    /** A number as it is written, with all its digits; null when it is not written or not usable. */
    BigDecimal decimal(String key) {
        return value(key, null, String::valueOf, scalar -> parseDecimal(key, scalar));
    }

    BigDecimal requiredDecimal(String key) {
        BigDecimal number = entries.isMissing(key, "a number") ? null : decimal(key);
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
        List<Scalar> items = entries.scalars(key, "two numbers, [low, high]");
        if (items.size() != 2 && !isBroken(key)) {
            report(key, "has " + items.size() + " entries, must be two numbers, [low, high]");
        }
        Double low = isBroken(key) ? null : parseNumber(key, items.get(0));
        Double high = isBroken(key) ? null : parseNumber(key, items.get(1));
        return low == null || high == null ? open : new double[] {low, high};
    }

    long requiredDurationNs(String key) {
        return entries.isMissing(key, "a duration") ? 0 : durationNs(key, 0);
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
                ? entries.scalars(key, "a list of texts").stream()
                        .map(Scalar::text)
                        .toList()
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
                entries.report(key, item, "has an entry that is no pair, " + rule);
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
            return entries.scalars(key, "a value or a list of values");
        }
        Scalar one = scalar(key);
        return one == null ? List.of() : List.of(one);
    }

    // ---- one scalar

    /** The value in force; {@code parse} answers null for one that it has refused. */
    private <T> T value(String key, T absent, Function<T, String> label, Function<Scalar, T> parse) {
        if (!entries.isSetting() && !entries.isWritten(key)) {
            return absent; // most keys of most elements
        }
        Scalar scalar = scalar(key);
        T parsed = scalar == null ? null : parse.apply(scalar);
        if (entries.isSetting() && !isBroken(key)) {
            entries.addOrigin(key, scalar, absent == null ? "" : label.apply(absent));
        }
        return parsed == null ? absent : parsed;
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
        entries.refuse(key, scalar, rule);
        return null;
    }
}
