package io.ringmain.connectors.modbus;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one connector counts. Thread: any. */
final class ModbusCounters {
    private final Map<String, LongAdder> all = new LinkedHashMap<>();

    /** Connections that were established. */
    final LongAdder connections = add("Connections");

    final LongAdder requests = add("Requests");
    final LongAdder responses = add("Responses");
    /** Requests that were not answered in time. */
    final LongAdder timeouts = add("Timeouts");
    /** Answers that are exceptions. */
    final LongAdder exceptions = add("Exceptions");
    /** Answers to requests that nobody waits for any more, or that nobody has sent. */
    final LongAdder late = add("Late");
    /** Answers from another unit than the one that was asked. */
    final LongAdder foreign = add("Foreign");
    /** Answers that are none to their request, and streams that are not Modbus. */
    final LongAdder malformed = add("Malformed");
    /** Blocks that were divided because an address in them was refused. */
    final LongAdder divided = add("Divided");

    private LongAdder add(String name) {
        LongAdder counter = new LongAdder();
        all.put(name, counter);
        return counter;
    }

    static List<String> names() {
        return List.copyOf(new ModbusCounters().all.keySet());
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        all.forEach((name, counter) -> counts.put(name, counter.sum()));
        return counts;
    }
}
