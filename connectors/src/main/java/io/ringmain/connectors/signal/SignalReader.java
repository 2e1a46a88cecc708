package io.ringmain.connectors.signal;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.text.NearestName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Reads addresses such as {@code sine period=10s amplitude=5 offset=20 noise=0.1}. A mistake is an
 * {@link IllegalArgumentException} that says what is allowed.
 *
 * <p>Thread: any.
 */
final class SignalReader {
    private static final long MS = 1_000_000L;

    private final long seed;

    /** @param seed of the connector; each signal gets one of its own from that and the tag's name */
    SignalReader(long seed) {
        this.seed = seed;
    }

    Signal read(TagDefinition tag) {
        if (!tag.source().options().isEmpty()) {
            throw new IllegalArgumentException("unknown option '"
                    + tag.source().options().keySet().iterator().next() + "'; there are none");
        }
        if (tag.sourceType().isArray()) {
            throw new IllegalArgumentException(
                    "signals are single values, allowed are bool, int64, float64 and string");
        }
        CRC32 name = new CRC32();
        name.update(tag.name().getBytes(StandardCharsets.UTF_8));
        Signal signal = read(tag.source().address(), Chance.mix(seed ^ name.getValue()));
        if (signal.hasWords()) {
            signal.values().forEach(word -> check(word, tag.sourceType()));
        }
        return signal;
    }

    private static void check(String word, TagType type) {
        switch (type) {
            case BOOL -> {
                if (!List.of("true", "false", "0", "1").contains(word)) {
                    throw new IllegalArgumentException("'" + word + "' is no bool, allowed are true and false");
                }
            }
            case INT64, FLOAT64 -> number("value", word);
            default -> {}
        }
    }

    private static Signal read(String text, long ownSeed) {
        String[] words = text.strip().split("\\s+");
        SignalKind kind = SignalKind.ofLabel(words[0]);
        if (kind == null) {
            throw new IllegalArgumentException(
                    "'" + words[0] + "' is no signal" + NearestName.hint(words[0], SignalKind.NAMES) + "; allowed are "
                            + String.join(", ", SignalKind.NAMES));
        }
        Map<String, String> given = new HashMap<>();
        List<String> known = new ArrayList<>(kind.parameters());
        known.addAll(SignalKind.COMMON);
        for (int i = 1; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            if (pair.length < 2 || pair[1].isEmpty() || !known.contains(pair[0])) {
                throw new IllegalArgumentException(
                        "'" + words[i] + "' is not possible" + NearestName.hint(pair[0], known) + "; allowed behind "
                                + kind.label() + " are " + String.join("=, ", known) + "=");
            }
            if (given.put(pair[0], pair[1]) != null) {
                throw new IllegalArgumentException("'" + pair[0] + "' is said twice");
            }
        }
        return new Parameters(kind, given).signal(ownSeed);
    }

    private static double number(String key, String text) {
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the same line as for one that is not finite
        }
        throw new IllegalArgumentException("'" + text + "' is no number for " + key);
    }

    private record Parameters(SignalKind kind, Map<String, String> given) {

        Signal signal(long ownSeed) {
            double amplitude = number("amplitude", 1);
            long periodNs = kind == SignalKind.STEPS ? duration("hold", 1_000) : duration("period", standardPeriodMs());
            double low = number("low", Double.NEGATIVE_INFINITY);
            double high = number("high", Double.POSITIVE_INFINITY);
            if (low > high) {
                throw new IllegalArgumentException("low is above high");
            }
            return new Signal(
                    kind,
                    periodNs,
                    duration("width", (int) (periodNs / MS / 10)),
                    amplitude,
                    number("offset", 0),
                    number("phase", 0),
                    share("duty", 0.5),
                    number("start", 0),
                    number("step", 1),
                    number("modulo", 0),
                    values(),
                    number("noise", 0),
                    low,
                    high,
                    new Faults(
                            share("bad", 0),
                            share("uncertain", 0),
                            share("dropout", 0),
                            share("spike", 0),
                            number("spike-size", 10 * amplitude)),
                    given.containsKey("seed") ? Chance.mix((long) number("seed", 0)) : ownSeed);
        }

        private int standardPeriodMs() {
            return switch (kind) {
                case COUNTER -> 1_000;
                case WALK -> 600_000;
                default -> 10_000;
            };
        }

        private List<String> values() {
            String text = given.get(kind == SignalKind.STEPS ? "values" : "value");
            if (text == null) {
                if (kind == SignalKind.STEPS || kind == SignalKind.CONSTANT) {
                    throw new IllegalArgumentException(
                            kind == SignalKind.STEPS
                                    ? "values= is missing, such as values=1,2,5"
                                    : "value= is missing");
                }
                return List.of("0");
            }
            return kind == SignalKind.STEPS ? List.of(text.split(",")) : List.of(text);
        }

        private double number(String key, double standard) {
            String text = given.get(key);
            return text == null ? standard : SignalReader.number(key, text);
        }

        private double share(String key, double standard) {
            double share = number(key, standard);
            if (share < 0 || share > 1) {
                throw new IllegalArgumentException(key + "=" + given.get(key) + " is no share, allowed is 0 to 1");
            }
            return share;
        }

        private long duration(String key, int standardMs) {
            String text = given.get(key);
            long milliseconds = text == null ? Math.max(1, standardMs) : SettingsReader.durationMs(text);
            if (milliseconds <= 0) {
                throw new IllegalArgumentException(
                        key + "=" + text + " is no duration, allowed are forms such as 250ms, 2s, 1m, 1h");
            }
            return milliseconds * MS;
        }
    }
}
