package io.ringmain.core.plant;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.JournalStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * Executes a whole journal again and compares every result and state hash with what was recorded.
 *
 * <p>Thread: its owner.
 */
public final class Replay {
    /**
     * What came of it.
     *
     * @param events events executed
     * @param results results compared
     * @param hashes state hashes compared
     * @param stateHash hash of the state after the last event
     * @param lastSequence last event
     * @param mismatches where the program is another one than that of the epochs replayed, a line each; to be told first
     * @param difference the first difference: sequence, what was recorded, what came out; empty when there is none
     */
    public record Report(
            long events,
            long results,
            long hashes,
            long stateHash,
            long lastSequence,
            List<String> mismatches,
            String difference) {

        /** True when something was compared and nothing differed. */
        public boolean isVerified() {
            return difference.isEmpty() && results + hashes > 0;
        }
    }

    private final Outbox outbox = new Outbox(16 * 1024);
    private final Logic logic;
    private final BatchDecoder decoder = new BatchDecoder();
    private final Result produced = new Result();
    private final Event recorded = new Event();
    private long events;
    private long results;
    private long hashes;
    private long lastSequence;
    private String difference = "";
    private final EpochInfo present;
    private final List<String> mismatches = new ArrayList<>();
    /** After a difference in a configuration: the START that follows may say why. */
    private boolean isLookingForStart;

    private Replay(Collection<Machine> machines, EpochInfo present) {
        this.present = present;
        Map<String, Machine> types = new HashMap<>();
        machines.forEach(machine -> types.put(machine.declaration().type(), machine));
        Accounting accounting = new Accounting();
        logic = new Logic(types, outbox, accounting, (stage, sequence, error) -> {});
    }

    /** Replays from the first event with Ringmain's own machines; stops at the first difference. */
    public static Report verify(JournalStore journal, Collection<Machine> machines) {
        return verify(journal, machines, Map.of());
    }

    /**
     * Replays from the first event; stops at the first difference.
     *
     * @param jars SHA-256 of each jar of user machines by its file name
     */
    public static Report verify(JournalStore journal, Collection<Machine> machines, Map<String, String> jars) {
        Replay replay = new Replay(machines, PlantContext.presentInfo(jars));
        try (JournalReader reader = journal.reader(0)) {
            while ((replay.difference.isEmpty() || replay.isLookingForStart) && reader.poll(replay::onBatch)) {
                // The handler executes the batch.
            }
        }
        return new Report(
                replay.events,
                replay.results,
                replay.hashes,
                replay.logic.stateHash(),
                replay.lastSequence,
                List.copyOf(replay.mismatches),
                replay.difference);
    }

    private void onBatch(DirectBuffer buffer, int offset, int length) {
        if (!decoder.wrap(buffer, offset, length)) {
            return;
        }
        if (difference.isEmpty() && decoder.firstSequence() != lastSequence + 1) {
            difference = "sequence " + (lastSequence + 1) + ": the journal goes on at " + decoder.firstSequence()
                    + ", events are missing or stand in it twice";
        }
        while ((difference.isEmpty() || isLookingForStart) && decoder.next()) {
            Event event = decoder.event();
            if (event.kind == EventKind.START) {
                compareEpoch(event);
            }
            if (difference.isEmpty()) {
                execute(event);
            }
        }
        lastSequence = decoder.lastSequence();
    }

    /** What executed the epoch is named before anything that came of it. */
    private void compareEpoch(Event event) {
        isLookingForStart = false;
        EpochInfo recordedInfo = EpochInfo.decode(event.configuration);
        for (String line : recordedInfo.differencesTo(present)) {
            mismatches.add("epoch that begins at sequence " + event.sequence + ": " + line);
        }
    }

    private void execute(Event event) {
        recorded.hasHash = event.hasHash;
        recorded.stateHash = event.stateHash;
        recorded.disposition = event.disposition;
        recorded.cause = event.cause;
        recorded.ingressTimeNs = event.ingressTimeNs;
        logic.onEvent(event);
        compare(event);
        isLookingForStart = !difference.isEmpty() && event.kind == EventKind.CONFIG;
        outbox.release(outbox.tail());
        events++;
    }

    private void compare(Event event) {
        if (event.disposition != recorded.disposition || event.cause != recorded.cause) {
            difference = where(event) + "recorded disposition " + recorded.disposition + " cause " + recorded.cause
                    + ", came out " + event.disposition + " cause " + event.cause;
        } else if (event.ingressTimeNs != recorded.ingressTimeNs) {
            difference =
                    where(event) + "recorded ring time " + recorded.ingressTimeNs + ", came out " + event.ingressTimeNs;
        } else if (event.resultsTo - event.resultsFrom != decoder.resultCount()) {
            difference = where(event) + "recorded " + decoder.resultCount() + " results, came out "
                    + (event.resultsTo - event.resultsFrom);
        } else {
            compareResults(event);
        }
        if (difference.isEmpty() && recorded.hasHash) {
            hashes++;
            if (recorded.stateHash != event.stateHash) {
                difference = where(event) + "recorded state hash " + Long.toHexString(recorded.stateHash)
                        + ", came out " + Long.toHexString(event.stateHash);
            }
        }
    }

    private static String where(Event event) {
        return "sequence " + event.sequence + " (" + EventKind.name(event.kind) + "): ";
    }

    private void compareResults(Event event) {
        for (int i = 0; i < decoder.resultCount() && difference.isEmpty(); i++) {
            Result was = decoder.result(i);
            outbox.wrap(event.resultsFrom + i, produced);
            results++;
            if (!was.isSameAs(produced)) {
                difference = where(event) + "recorded result " + was + ", came out " + produced;
            }
        }
    }
}
