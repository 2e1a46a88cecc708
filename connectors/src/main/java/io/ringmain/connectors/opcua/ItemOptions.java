package io.ringmain.connectors.opcua;

import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.text.NearestName;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;

/**
 * What a tag asks of its monitored item beyond its interval (OPC 10000-4, 7.21 and 7.22.2).
 *
 * @param samplingMs sampling interval, 0 for the tag's interval
 * @param queueSize values that the server keeps between two publishings, 0 to derive it
 * @param discardOldest whether a full queue drops its oldest value, or the newest
 * @param deadbandType how the server is to leave out small changes
 * @param deadband in the device's unit, or in percent of the item's EURange
 * @param trigger which changes are reported
 */
record ItemOptions(
        int samplingMs,
        int queueSize,
        boolean discardOldest,
        DeadbandType deadbandType,
        double deadband,
        DataChangeTrigger trigger) {
    static final ItemOptions DEFAULT = new ItemOptions(0, 0, true, DeadbandType.None, 0, DataChangeTrigger.StatusValue);

    static final int MOST_QUEUED = 10_000;

    private static final String SAMPLING = "sampling";
    private static final String QUEUE_SIZE = "queue-size";
    private static final String DISCARD = "discard";
    private static final String DEADBAND = "deadband";
    private static final String TRIGGER = "trigger";
    private static final List<String> KNOWN = List.of(SAMPLING, QUEUE_SIZE, DISCARD, DEADBAND, TRIGGER);
    private static final Map<String, DataChangeTrigger> TRIGGERS = Map.of(
            "status", DataChangeTrigger.Status,
            "value", DataChangeTrigger.StatusValue,
            "timestamp", DataChangeTrigger.StatusValueTimestamp);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m)");
    private static final int DAY_MS = 86_400_000;

    boolean isFiltered() {
        return deadbandType != DeadbandType.None || trigger != DataChangeTrigger.StatusValue;
    }

    /** The same without what the server may not be able to do. */
    ItemOptions withoutFilter() {
        return new ItemOptions(
                samplingMs, queueSize, discardOldest, DeadbandType.None, 0, DataChangeTrigger.StatusValue);
    }

    /** Reads the options of a tag; adds a line to the problems for each that is wrong, and then takes its default. */
    static ItemOptions parse(TagDefinition tag, List<String> problems) {
        Map<String, String> options = tag.source().options();
        if (options.isEmpty()) {
            return DEFAULT;
        }
        Reader reader = new Reader(tag, options, problems);
        reader.refuseUnknown();
        if (tag.source().mode() == TagSource.Mode.POLL) {
            reader.problem(options.keySet().iterator().next(), "is for subscribed tags, this one is polled");
            return DEFAULT;
        }
        String width = reader.width();
        return new ItemOptions(
                reader.samplingMs(),
                reader.queueSize(),
                !reader.choice(DISCARD, "oldest", List.of("oldest", "newest")).equals("newest"),
                width.isEmpty()
                        ? DeadbandType.None
                        : width.endsWith("%") ? DeadbandType.Percent : DeadbandType.Absolute,
                width.isEmpty() ? 0 : Double.parseDouble(width.replace("%", "").trim()),
                TRIGGERS.get(reader.choice(TRIGGER, "value", List.of("status", "value", "timestamp"))));
    }

    private record Reader(TagDefinition tag, Map<String, String> options, List<String> problems) {

        void problem(String key, String text) {
            problems.add(tag.name() + ": options." + key + ": " + text);
        }

        void refuseUnknown() {
            for (String key : options.keySet()) {
                if (!KNOWN.contains(key)) {
                    problem(
                            key,
                            "unknown option" + NearestName.hint(key, KNOWN) + "; known are "
                                    + String.join(", ", KNOWN));
                }
            }
        }

        int samplingMs() {
            String text = options.get(SAMPLING);
            if (text == null) {
                return 0;
            }
            Matcher matcher = DURATION.matcher(text.trim());
            if (matcher.matches()) {
                long factor = switch (matcher.group(2)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    default -> 60_000;
                };
                long milliseconds = Long.parseLong(matcher.group(1)) * factor;
                if (milliseconds >= 1 && milliseconds <= DAY_MS) {
                    return (int) milliseconds;
                }
            }
            problem(
                    SAMPLING,
                    "'" + text + "' is not a duration from 1ms to 1440m, allowed are forms such as 50ms, 2s, 1m");
            return 0;
        }

        int queueSize() {
            String text = options.get(QUEUE_SIZE);
            if (text == null) {
                return 0;
            }
            try {
                int size = Integer.parseInt(text.trim());
                if (size >= 1 && size <= MOST_QUEUED) {
                    return size;
                }
            } catch (NumberFormatException e) {
                // the same line as for a number out of range
            }
            problem(QUEUE_SIZE, "'" + text + "' is not a whole number from 1 to " + MOST_QUEUED);
            return 0;
        }

        String choice(String key, String standard, List<String> allowed) {
            String text = options.getOrDefault(key, standard).trim();
            if (allowed.contains(text)) {
                return text;
            }
            problem(key, "'" + text + "' is not allowed, must be one of " + String.join(", ", allowed));
            return standard;
        }

        /** The deadband as text, empty when there is none. */
        String width() {
            String text = options.get(DEADBAND);
            if (text == null) {
                return "";
            }
            if (tag.sourceType() != TagType.INT64
                    && tag.sourceType() != TagType.FLOAT64
                    && !tag.sourceType().isArray()) {
                problem(DEADBAND, "is for numbers only");
                return "";
            }
            String trimmed = text.trim();
            boolean isPercent = trimmed.endsWith("%");
            try {
                double width = Double.parseDouble(
                        isPercent ? trimmed.substring(0, trimmed.length() - 1).trim() : trimmed);
                if (width >= 0 && width <= (isPercent ? 100 : Double.MAX_VALUE)) {
                    return width == 0 ? "" : trimmed;
                }
            } catch (NumberFormatException e) {
                // the same line as for a number out of range
            }
            problem(DEADBAND, "'" + text + "' is not a number of 0 or more, or a percentage from 0% to 100%");
            return "";
        }
    }
}
