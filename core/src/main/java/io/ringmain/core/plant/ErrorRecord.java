package io.ringmain.core.plant;

import io.ringmain.core.ring.StageErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unexpected errors of the stages, each distinct one recorded and logged once, then counted.
 *
 * <p>Thread: any. Allocates: for the first of each kind.
 */
final class ErrorRecord implements StageErrors {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorRecord.class);
    private static final int MAX_DISTINCT = 64;

    private record Entry(String text, AtomicLong count) {}

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, String> machines = new ConcurrentHashMap<>();

    @Override
    public void onError(String stage, long sequence, Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        String place = trace.length == 0 ? "" : " at " + trace[0];
        String key = stage + ": " + error.getClass().getName() + place;
        Entry entry = entries.get(key);
        if (entry == null && entries.size() < MAX_DISTINCT) {
            String text = stage + " failed first at sequence " + sequence + ": " + error;
            entry = entries.computeIfAbsent(key, k -> new Entry(text, new AtomicLong()));
            LOG.error("{}", text, error);
        }
        if (entry != null) {
            entry.count().incrementAndGet();
        }
    }

    @Override
    public void onMachineError(int machineId, long sequence, Throwable error) {
        machines.put(machineId, "at sequence " + sequence + ": " + error);
        onError("LOGIC", sequence, error);
    }

    /** What a machine's last failed step threw, empty when none has since the start. */
    String machine(int machineId) {
        return machines.getOrDefault(machineId, "");
    }

    /** One line for each distinct error with its count. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        entries.values().forEach(entry -> lines.add(entry.text() + " (" + entry.count() + " times)"));
        return lines;
    }
}
