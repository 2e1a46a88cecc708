package io.ringmain.gateway.ws;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Commands that have no outcome yet, so that it can be told of an outcome who asked for what. A command that comes a
 * second time is answered and done no second time: it makes no event.
 *
 * <p>Thread: OUTCOMES. Owns: the commands, {@link #MOST} at most, of which the oldest go. Allocates: per command.
 */
final class AskedCommands {
    static final int MOST = 10_000;

    /** @param sequence of the event in which it came */
    record Asked(long sequence, long timeNs, Command command) {}

    private final Map<UUID, Asked> byId = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Asked> eldest) {
            return size() > MOST;
        }
    };

    void add(long sequence, Command command, long timeNs) {
        byId.putIfAbsent(new UUID(command.idHigh(), command.idLow()), new Asked(sequence, timeNs, command));
    }

    /** What has ended by that outcome; null when it is the answer to a repeat. */
    Asked end(CommandOutcome outcome) {
        Asked asked = byId.remove(new UUID(outcome.idHigh(), outcome.idLow()));
        return asked != null && asked.sequence() == outcome.commandSequence() ? asked : null;
    }
}
