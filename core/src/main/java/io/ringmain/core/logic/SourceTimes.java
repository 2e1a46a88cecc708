package io.ringmain.core.logic;

import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;

/**
 * Counts source times that can not be right. Such an update is taken as it is and in the order in which it came, as a
 * server's subscription delivers it (OPC 10000-4, 5.13.1): which of two clocks is wrong can not be known, and ring time
 * follows neither. A source time of 0 says that there is none.
 *
 * <p>Thread: LOGIC. Allocates: nothing.
 */
final class SourceTimes {
    /** Clocks of a site that differ by more are worth a look. */
    static final long LEAD_NS = 60_000_000_000L;

    /** 2000-01-01: a clock that was never set. */
    static final long OLDEST_NS = 946_684_800_000_000_000L;

    private final Accounting accounting;

    SourceTimes(Accounting accounting) {
        this.accounting = accounting;
    }

    /** @param beforeNs source time of the value that the CVT holds */
    void check(Event event, long beforeNs) {
        long timeNs = event.sourceTimeNs;
        if (timeNs < beforeNs || timeNs < OLDEST_NS || timeNs > event.ingressTimeNs + LEAD_NS) {
            count(event.source, timeNs, beforeNs, event.ingressTimeNs);
        }
    }

    private void count(int source, long timeNs, long beforeNs, long ringTimeNs) {
        if (timeNs == 0) {
            return;
        }
        if (timeNs < beforeNs) {
            accounting.countBackward(source);
        }
        if (timeNs > ringTimeNs + LEAD_NS) {
            accounting.countFuture(source);
        } else if (timeNs < OLDEST_NS && ringTimeNs >= OLDEST_NS) {
            accounting.countAncient(source);
        }
    }
}
