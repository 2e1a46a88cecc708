package io.ringmain.connectors.mqtt;

import io.ringmain.connectors.mqtt.broker.BrokerCounters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/** What one connector counts. Thread: any. */
final class MqttCounters {
    static final List<String> NAMES = List.of(
            "Connections",
            "Messages",
            "Values",
            "Refused",
            "Dropped",
            "TooLarge",
            "NotJson",
            "Missing",
            "Mismatched",
            "BadTimestamps",
            "Unrouted",
            "Published",
            "Unpublished",
            "Writes",
            "Errors");

    /** Updates taken by the publisher. */
    final LongAdder values = new LongAdder();
    /** Updates that the ring had no room for. */
    final LongAdder refused = new LongAdder();
    /** Payloads that should have been JSON. */
    final LongAdder notJson = new LongAdder();
    /** Documents that had no value where a tag's is. */
    final LongAdder missing = new LongAdder();
    /** Values that did not fit their tag's type. */
    final LongAdder mismatched = new LongAdder();
    /** Times that could not be read; the time of arrival was taken. */
    final LongAdder badTimestamps = new LongAdder();
    /** Messages of topics that no tag is bound to. */
    final LongAdder unrouted = new LongAdder();
    /** Writes that were asked for. */
    final LongAdder writes = new LongAdder();

    Map<String, Long> values(BrokerCounters link) {
        LongAdder[] counters = {
            link.connections,
            link.messages,
            values,
            refused,
            link.dropped,
            link.tooLarge,
            notJson,
            missing,
            mismatched,
            badTimestamps,
            unrouted,
            link.published,
            link.unpublished,
            writes,
            link.errors
        };
        Map<String, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < counters.length; i++) {
            all.put(NAMES.get(i), counters[i].sum());
        }
        return all;
    }

    /** What went wrong, for people; empty when nothing did. */
    String losses(BrokerCounters link) {
        StringJoiner text = new StringJoiner(", ");
        add(text, "refused", refused);
        add(text, "dropped", link.dropped);
        add(text, "too large", link.tooLarge);
        add(text, "not JSON", notJson);
        add(text, "missing", missing);
        add(text, "type mismatches", mismatched);
        add(text, "bad timestamps", badTimestamps);
        add(text, "unpublished", link.unpublished);
        add(text, "errors", link.errors);
        return text.toString();
    }

    private static void add(StringJoiner text, String name, LongAdder counter) {
        if (counter.sum() != 0) {
            text.add(name + " " + counter.sum());
        }
    }
}
