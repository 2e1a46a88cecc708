package io.ringmain.connectors.sparkplug.edge;

import io.ringmain.connectors.mqtt.broker.BrokerCounters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one edge node counts. Thread: any. */
final class EdgeCounters {
    static final List<String> NAMES = List.of(
            "Connections",
            "Births",
            "Rebirths",
            "Values",
            "Historical",
            "TooOld",
            "Commands",
            "CommandsRefused",
            "NotReadable",
            "Errors");

    /** NBIRTH messages. */
    final LongAdder births = new LongAdder();
    /** Of those: because a host asked, or the site changed. */
    final LongAdder rebirths = new LongAdder();
    /** Metrics in DATA messages. */
    final LongAdder values = new LongAdder();
    /** Of those: what was missed while the broker or the primary host was away. */
    final LongAdder historical = new LongAdder();
    /** Missed for longer than is sent afterwards. */
    final LongAdder tooOld = new LongAdder();
    /** Metrics in commands. */
    final LongAdder commands = new LongAdder();
    /** Of those: unknown, not writable, not permitted, of the wrong type, or failed. */
    final LongAdder commandsRefused = new LongAdder();
    /** Messages that are no payload. */
    final LongAdder notReadable = new LongAdder();

    Map<String, Long> values(BrokerCounters link) {
        LongAdder[] counters = {
            link.connections,
            births,
            rebirths,
            values,
            historical,
            tooOld,
            commands,
            commandsRefused,
            notReadable,
            link.errors
        };
        Map<String, Long> all = new LinkedHashMap<>();
        for (int i = 0; i < counters.length; i++) {
            all.put(NAMES.get(i), counters[i].sum());
        }
        return all;
    }
}
