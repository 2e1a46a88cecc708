package io.ringmain.connectors.file;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What one connector counts. Thread: any. */
final class FileCounters {
    private final Map<String, LongAdder> all = new LinkedHashMap<>();

    final LongAdder rows = add("Rows");
    /** Rows that were left out because they have no time, and cells that are no value or no status. */
    final LongAdder malformed = add("Malformed");
    /** Times that the whole file was read. */
    final LongAdder passes = add("Passes");
    /** Times that the file had become another one. */
    final LongAdder changes = add("Changes");

    private LongAdder add(String name) {
        LongAdder counter = new LongAdder();
        all.put(name, counter);
        return counter;
    }

    static List<String> names() {
        return List.copyOf(new FileCounters().all.keySet());
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        all.forEach((name, counter) -> counts.put(name, counter.sum()));
        return counts;
    }
}
