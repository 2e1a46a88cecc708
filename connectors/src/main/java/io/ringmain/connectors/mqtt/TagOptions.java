package io.ringmain.connectors.mqtt;

import io.ringmain.core.text.NearestName;
import java.util.List;
import java.util.Map;

/**
 * What a tag's source says beyond its address.
 *
 * @param qos 0 to 2, -1 for the connector's
 * @param timestamp where the source time is, null for nowhere
 * @param nsPerUnit of a timestamp that is a number
 * @param quality where the quality is, null for nowhere
 * @param retained what is done with a message that the broker kept
 * @param isMissingKept whether a document without the value leaves the tag as it is
 * @param write where writes go, null for nowhere
 */
record TagOptions(
        int qos,
        JsonPath timestamp,
        long nsPerUnit,
        JsonPath quality,
        Retained retained,
        boolean isMissingKept,
        WriteTarget write) {

    /** What a retained message without a time of its own is. */
    enum Retained {
        /** A last usable value of unknown age. */
        UNCERTAIN,
        GOOD,
        IGNORE
    }

    /**
     * @param payload text with {@code {value}}, {@code {json}}, {@code {tag}} and {@code {time}} in it
     */
    record WriteTarget(String topic, String payload, int qos, boolean isRetained) {}

    private static final List<String> KEYS = List.of(
            "qos",
            "timestamp",
            "timestamp-unit",
            "quality",
            "retained",
            "missing",
            "write-topic",
            "write-payload",
            "write-qos",
            "write-retain");

    /** Reads the options; adds a line to the problems for each that is wrong, and then takes its default. */
    static TagOptions parse(Map<String, String> options, List<String> problems) {
        for (String key : options.keySet()) {
            if (!KEYS.contains(key)) {
                problems.add("option " + key + " is unknown" + NearestName.hint(key, KEYS) + "; known are "
                        + String.join(", ", KEYS));
            }
        }
        return new TagOptions(
                Integer.parseInt(word(options, "qos", "-1", List.of("0", "1", "2"), problems)),
                path(options, "timestamp", problems),
                switch (word(options, "timestamp-unit", "ms", List.of("s", "ms", "us", "ns"), problems)) {
                    case "s" -> 1_000_000_000L;
                    case "us" -> 1_000L;
                    case "ns" -> 1L;
                    default -> 1_000_000L;
                },
                path(options, "quality", problems),
                switch (word(options, "retained", "uncertain", List.of("uncertain", "good", "ignore"), problems)) {
                    case "good" -> Retained.GOOD;
                    case "ignore" -> Retained.IGNORE;
                    default -> Retained.UNCERTAIN;
                },
                word(options, "missing", "bad", List.of("bad", "keep"), problems)
                        .equals("keep"),
                write(options, problems));
    }

    private static WriteTarget write(Map<String, String> options, List<String> problems) {
        String topic = options.get("write-topic");
        if (topic == null) {
            for (String key : List.of("write-payload", "write-qos", "write-retain")) {
                if (options.containsKey(key)) {
                    problems.add("option " + key + " needs write-topic");
                }
            }
            return null;
        }
        if (!TopicAddress.isName(topic.trim())) {
            problems.add("option write-topic: '" + topic + "' is not a topic, allowed is one without + and #");
        }
        return new WriteTarget(
                topic.trim(),
                options.getOrDefault("write-payload", "{value}"),
                // the answer to a write is the broker's, and of QoS 0 there is none
                Integer.parseInt(word(options, "write-qos", "1", List.of("1", "2"), problems)),
                word(options, "write-retain", "false", List.of("true", "false"), problems)
                        .equals("true"));
    }

    private static JsonPath path(Map<String, String> options, String key, List<String> problems) {
        String text = options.get(key);
        if (text == null) {
            return null;
        }
        try {
            return JsonPath.parse(text.trim());
        } catch (IllegalArgumentException e) {
            problems.add("option " + key + ": " + e.getMessage());
            return null;
        }
    }

    private static String word(
            Map<String, String> options, String key, String standard, List<String> allowed, List<String> problems) {
        String text = options.getOrDefault(key, standard).trim();
        if (text.equals(standard) || allowed.contains(text)) {
            return text;
        }
        problems.add("option " + key + ": '" + text + "' is not allowed, allowed are " + String.join(", ", allowed));
        return standard;
    }
}
