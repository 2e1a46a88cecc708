package io.ringmain.core.whatif;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Result;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How each command ended, and would have ended. Thread: one. */
final class CommandLog {
    private record Id(long high, long low) {}

    private static final class Entry {
        private final long sequence;
        private final long timeNs;
        private final Command command;
        private final String target;
        private Integer recorded;
        private Integer whatIf;
        private String detail = "";

        Entry(Event event, String target) {
            sequence = event.sequence;
            timeNs = event.ingressTimeNs;
            command = event.command;
            this.target = target;
        }
    }

    private final Map<Id, Entry> entries = new LinkedHashMap<>();

    /** A command is given; a repeat is no other one. */
    void onCommand(Event event, String target) {
        entries.putIfAbsent(id(event.command), new Entry(event, target));
    }

    private static Id id(Command command) {
        return new Id(command.idHigh(), command.idLow());
    }

    void onRecorded(Result result) {
        Entry entry = entry(result);
        if (entry != null) {
            entry.recorded = result.status();
        }
    }

    void onWhatIf(Result result) {
        Entry entry = entry(result);
        if (entry != null) {
            entry.whatIf = result.status();
        }
    }

    /** Null when it is of no command given in the span. */
    private Entry entry(Result result) {
        return result.kind() == Result.OUTCOME ? entries.get(new Id(result.high(), result.low())) : null;
    }

    /** The command could not be given at all. */
    void onMissing(Command command, int code, String detail) {
        Entry entry = entries.get(id(command));
        entry.whatIf = code;
        entry.detail = detail;
    }

    /** Whether the command was refused as recorded because it meant an occurrence that was over. */
    boolean wasStale(Command command) {
        Entry entry = entries.get(id(command));
        return entry.recorded != null && entry.recorded == Quality.BAD_EVENT_ID_UNKNOWN;
    }

    long count() {
        return entries.size();
    }

    /** Those that were carried out in one of both and not in the other. */
    List<CommandDifference> differences() {
        List<CommandDifference> all = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (entry.recorded == null) {
                continue;
            }
            boolean isSilent = entry.whatIf == null;
            int whatIf = isSilent ? Quality.BAD_TIMEOUT : entry.whatIf;
            if (Quality.isBad(entry.recorded) != Quality.isBad(whatIf)) {
                all.add(new CommandDifference(
                        entry.sequence,
                        entry.timeNs,
                        entry.command.kind(),
                        entry.target,
                        entry.command.user(),
                        entry.recorded,
                        whatIf,
                        isSilent ? "no device has answered it up to the end" : entry.detail));
            }
        }
        return all;
    }
}
