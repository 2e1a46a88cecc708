package io.ringmain.core.replay;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;

/**
 * Compares what an event gives now with what was recorded of it, up to the first difference.
 *
 * <p>Thread: that of the replay. Allocates: for the difference.
 */
final class Comparison {
    private final Outbox outbox;
    private final Result produced = new Result();
    private boolean hadHash;
    private long stateHash;
    private byte disposition;
    private int cause;
    private long ingressTimeNs;
    private long results;
    private long hashes;
    private String difference = "";

    Comparison(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Keeps what was recorded before LOGIC writes over it. */
    void before(Event event) {
        hadHash = event.hasHash;
        stateHash = event.stateHash;
        disposition = event.disposition;
        cause = event.cause;
        ingressTimeNs = event.ingressTimeNs;
    }

    void after(Event event, JournalFeed recorded) {
        if (event.disposition != disposition || event.cause != cause) {
            differs(
                    event,
                    "disposition " + disposition + " cause " + cause,
                    event.disposition + " cause " + event.cause);
        } else if (event.ingressTimeNs != ingressTimeNs) {
            differs(event, "ring time " + ingressTimeNs, String.valueOf(event.ingressTimeNs));
        } else if (event.resultsTo - event.resultsFrom != recorded.resultCount()) {
            differs(event, recorded.resultCount() + " results", String.valueOf(event.resultsTo - event.resultsFrom));
        } else {
            compareResults(event, recorded);
        }
        if (difference.isEmpty() && hadHash) {
            hashes++;
            if (stateHash != event.stateHash) {
                differs(event, "state hash " + Long.toHexString(stateHash), Long.toHexString(event.stateHash));
            }
        }
    }

    private void compareResults(Event event, JournalFeed recorded) {
        for (int i = 0; i < recorded.resultCount() && difference.isEmpty(); i++) {
            Result was = recorded.result(i);
            outbox.wrap(event.resultsFrom + i, produced);
            results++;
            if (!was.isSameAs(produced)) {
                differs(event, "result " + was, produced.toString());
            }
        }
    }

    private void differs(Event event, String was, String is) {
        difference = "sequence " + event.sequence + " (" + EventKind.name(event.kind) + "): recorded " + was
                + ", came out " + is;
    }

    /** A snapshot was taken at this event. */
    void compareSnapshot(Event event, String name, long recordedHash, long presentHash) {
        hashes++;
        if (recordedHash != presentHash) {
            differs(
                    event,
                    "state hash " + Long.toHexString(recordedHash) + " in " + name,
                    Long.toHexString(presentHash));
        }
    }

    /** The journal itself is not what it has to be. */
    void onTear(String tear) {
        difference = difference.isEmpty() ? tear : difference;
    }

    boolean isSame() {
        return difference.isEmpty();
    }

    /** Sequence, what was recorded, what came out; empty when there is none. */
    String difference() {
        return difference;
    }

    long results() {
        return results;
    }

    long hashes() {
        return hashes;
    }
}
