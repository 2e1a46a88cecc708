package io.ringmain.core.logic;

import io.ringmain.core.ring.Outbox;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;

/**
 * Changes the quality of all tags of a connector after its link was lost or a restart. A wide link is swept over several
 * events, a bounded number of results each, by what the state says and nothing else.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the {@link LinkTable}. Allocates: nothing.
 */
final class LinkSweep {
    private final LinkTable links;
    private final TagWriter writer;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;
    private int pending;

    LinkSweep(LinkTable links, TagWriter writer, Outbox outbox) {
        this.links = links;
        this.writer = writer;
        this.outbox = outbox;
    }

    /** Takes a plan into use and finds out again what is still to be swept. */
    void use(LogicPlan next) {
        plan = next;
        pending = 0;
        for (int id = 0; id < plan.connectorCount(); id++) {
            pending += links.cursor(id) > 0 ? 1 : 0;
        }
    }

    boolean isPending() {
        return pending > 0;
    }

    void onLink(int connectorId, int state, long ringTimeNs, long sequence) {
        links.putState(connectorId, state, ringTimeNs);
        if (state == LinkState.OK.code()) {
            return;
        }
        start(connectorId, Quality.BAD_NO_COMMUNICATION, sequence);
    }

    /** An epoch begins: nothing is known of any link, every bound value is the last usable one. */
    void onStart(long ringTimeNs, long sequence) {
        for (int id = 0; id < plan.connectorCount(); id++) {
            links.putState(id, LinkState.UNKNOWN.code(), ringTimeNs);
            start(id, Quality.UNCERTAIN_LAST_USABLE_VALUE, sequence);
        }
    }

    private void start(int connectorId, int status, long sequence) {
        if (links.cursor(connectorId) == 0) {
            pending++;
        }
        links.startSweep(connectorId, status, sequence);
    }

    /** Sweeps until the outbox position is reached or nothing is left. */
    void run(long untilTail, long ringTimeNs, long sequence) {
        for (int id = 0; id < plan.connectorCount() && outbox.tail() < untilTail; id++) {
            if (links.cursor(id) > 0) {
                sweep(id, untilTail, ringTimeNs, sequence);
            }
        }
    }

    private void sweep(int connectorId, long untilTail, long ringTimeNs, long sequence) {
        int[] tags = plan.tagsOfConnector(connectorId);
        int status = links.sweepStatus(connectorId);
        long since = links.sweepSequence(connectorId);
        int next = (int) links.cursor(connectorId) - 1;
        while (next < tags.length && outbox.tail() < untilTail) {
            int tagId = tags[next++];
            // What came after the change is fresh and stays.
            if (writer.sequence(tagId) <= since && isToChange(writer.status(tagId), status)) {
                writer.setStatus(tagId, status, ringTimeNs, sequence);
            }
        }
        boolean isDone = next >= tags.length;
        links.putCursor(connectorId, isDone ? 0 : next + 1);
        pending -= isDone ? 1 : 0;
    }

    private static boolean isToChange(int present, int status) {
        // A value that never came stays "waiting"; a restart does not make a bad value better.
        return present != status
                && present != Quality.BAD_WAITING_FOR_INITIAL_DATA
                && !(Quality.isUncertain(status) && Quality.isBad(present));
    }
}
