package io.ringmain.historian.records;

import io.ringmain.core.ring.Command;
import java.util.HashMap;
import java.util.Map;

/** Commands that wait for a device, so that it can be said of their end who asked for what. Thread: the projection's. */
final class OpenCommands {
    record Open(String user, Command.Kind kind, String target) {}

    private final Map<Long, Open> bySequence = new HashMap<>();

    void clear() {
        bySequence.clear();
    }

    void add(long sequence, String user, Command.Kind kind, String target) {
        bySequence.put(sequence, new Open(user, kind, target));
    }

    /** The command of that event, which waits no more; null when it did not. */
    Open end(long sequence) {
        return bySequence.remove(sequence);
    }
}
