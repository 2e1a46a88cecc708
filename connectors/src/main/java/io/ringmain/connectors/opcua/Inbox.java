package io.ringmain.connectors.opcua;

import io.ringmain.connectors.opcua.Handover.Values;
import java.util.Arrays;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/**
 * What comes over one connection, on its way to the publishing thread. Structures are taken apart here, on the threads of
 * the answers, so that a server whose types take long to ask for delays nobody else.
 *
 * <p>Thread: any.
 */
final class Inbox {
    private final long session;
    private final Handover handover;
    private final Structures structures;

    /** @param session number of the connection */
    Inbox(long session, Handover handover, Structures structures) {
        this.session = session;
        this.handover = handover;
        this.structures = structures;
    }

    /** What the server has published, {@code lateNs} after it was due. */
    void published(SourceGroup group, ReadSource[] sources, DataValue[] values, long lateNs) {
        put(group, sources, values, values.length, lateNs);
    }

    /** A part of a poll. */
    void part(SourceGroup group, ReadSource[] sources, DataValue[] values) {
        put(group, sources, values, Values.NO_CYCLE, 0);
    }

    /** The last part of a poll that brought so many values and began {@code lateNs} after it was due. */
    void lastPart(SourceGroup group, ReadSource[] sources, DataValue[] values, int cycle, long lateNs) {
        put(group, sources, values, cycle, lateNs);
    }

    /** Statuses that stand in place of values. */
    void statuses(SourceGroup group, ReadSource[] sources, DataValue[] values) {
        put(group, sources, values, Values.NO_CYCLE, 0);
    }

    /** One status for all of them. */
    void status(SourceGroup group, ReadSource[] sources, StatusCode status) {
        DataValue[] values = new DataValue[sources.length];
        Arrays.fill(values, new DataValue(status));
        handover.put(new Values(session, group, sources, values, Values.STATUS, 0));
    }

    /** A request for them has failed as a whole. */
    void failed(SourceGroup group, ReadSource[] sources, StatusCode status) {
        DataValue[] values = new DataValue[sources.length];
        Arrays.fill(values, new DataValue(status));
        handover.put(new Values(session, group, sources, values, Values.FAILED, 0));
    }

    private void put(SourceGroup group, ReadSource[] sources, DataValue[] values, int cycle, long lateNs) {
        for (int i = 0; i < values.length; i++) {
            values[i] = structures.decoded(sources[i], values[i]);
        }
        handover.put(new Values(session, group, sources, values, cycle, lateNs));
    }
}
