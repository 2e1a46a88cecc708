package io.ringmain.connectors.sparkplug.host;

import io.ringmain.connectors.mqtt.broker.BrokerCounters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/** What one host application counts. Thread: any. */
final class HostCounters {
    static final List<String> NAMES = List.of(
            "Connections",
            "Messages",
            "Dropped",
            "TooLarge",
            "NotReadable",
            "Births",
            "Deaths",
            "Values",
            "Refused",
            "Historical",
            "HistoricalLost",
            "Mismatched",
            "Reordered",
            "Gaps",
            "UnknownAliases",
            "RebirthRequests",
            "Writes",
            "Errors");

    /** Messages that are no payload, or beyond the bounds. */
    final LongAdder notReadable = new LongAdder();

    final LongAdder births = new LongAdder();
    final LongAdder deaths = new LongAdder();
    /** Updates taken by the publisher. */
    final LongAdder values = new LongAdder();
    /** Updates that the ring had no room for. */
    final LongAdder refused = new LongAdder();
    /** Values that came late and were taken into the history. */
    final LongAdder historical = new LongAdder();
    /** Values that came late and more of which waited than there is room for. */
    final LongAdder historicalLost = new LongAdder();
    /** Values that did not fit their tag's type. */
    final LongAdder mismatched = new LongAdder();
    /** Messages that came before one that stands before them. */
    final LongAdder reordered = new LongAdder();
    /** Messages that never came. */
    final LongAdder gaps = new LongAdder();
    /** Metrics with an alias that no birth has named. */
    final LongAdder unknownAliases = new LongAdder();

    final LongAdder rebirthRequests = new LongAdder();
    /** Writes that were asked for. */
    final LongAdder writes = new LongAdder();

    Map<String, Long> values(BrokerCounters link) {
        LongAdder[] counters = {
            link.connections,
            link.messages,
            link.dropped,
            link.tooLarge,
            notReadable,
            births,
            deaths,
            values,
            refused,
            historical,
            historicalLost,
            mismatched,
            reordered,
            gaps,
            unknownAliases,
            rebirthRequests,
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
        add(text, "dropped", link.dropped);
        add(text, "too large", link.tooLarge);
        add(text, "not readable", notReadable);
        add(text, "refused", refused);
        add(text, "historical lost", historicalLost);
        add(text, "type mismatches", mismatched);
        add(text, "gaps", gaps);
        add(text, "unknown aliases", unknownAliases);
        add(text, "errors", link.errors);
        return text.toString();
    }

    private static void add(StringJoiner text, String name, LongAdder counter) {
        if (counter.sum() != 0) {
            text.add(name + " " + counter.sum());
        }
    }
}
