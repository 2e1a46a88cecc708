package io.ringmain.core.logic;

import org.agrona.concurrent.UnsafeBuffer;

/**
 * State of every connector's link and how far its tags have been swept after a change, 64 bytes each.
 *
 * <pre>
 *   0         8       12           16         24              32
 *   | version | state | sweep code | since ns | sweep cursor  | sweep sequence |
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: the records. Allocates: when connectors are added.
 */
final class LinkTable {
    private static final int STATE = 8;
    private static final int SWEEP_STATUS = 12;
    private static final int SINCE = 16;
    private static final int CURSOR = 24;
    private static final int SWEEP_SEQUENCE = 32;

    private final RecordTable records;

    LinkTable(StateHash hash) {
        records = new RecordTable(64, 3, hash);
    }

    RecordTable records() {
        return records;
    }

    int state(int connectorId) {
        return records.chunk(connectorId).getInt(records.offset(connectorId) + STATE);
    }

    int sweepStatus(int connectorId) {
        return records.chunk(connectorId).getInt(records.offset(connectorId) + SWEEP_STATUS);
    }

    /** Index of the next tag to sweep plus 1, 0 when no sweep is under way. */
    long cursor(int connectorId) {
        return records.chunk(connectorId).getLong(records.offset(connectorId) + CURSOR);
    }

    long sweepSequence(int connectorId) {
        return records.chunk(connectorId).getLong(records.offset(connectorId) + SWEEP_SEQUENCE);
    }

    void putState(int connectorId, int state, long sinceNs) {
        records.open(connectorId);
        UnsafeBuffer chunk = records.chunk(connectorId);
        int at = records.offset(connectorId);
        chunk.putInt(at + STATE, state);
        chunk.putLong(at + SINCE, sinceNs);
        records.close();
    }

    void startSweep(int connectorId, int status, long sequence) {
        records.open(connectorId);
        UnsafeBuffer chunk = records.chunk(connectorId);
        int at = records.offset(connectorId);
        chunk.putInt(at + SWEEP_STATUS, status);
        chunk.putLong(at + CURSOR, 1);
        chunk.putLong(at + SWEEP_SEQUENCE, sequence);
        records.close();
    }

    void putCursor(int connectorId, long cursor) {
        records.open(connectorId);
        records.chunk(connectorId).putLong(records.offset(connectorId) + CURSOR, cursor);
        records.close();
    }
}
