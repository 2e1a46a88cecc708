package io.ringmain.core.logic;

import java.util.Arrays;

/**
 * Deadlines in ring time: an indexed binary heap, ordered by deadline, then kind, then id, so that its order of expiry
 * depends on what it holds and not on how it came about. At most one deadline a kind and id.
 *
 * <p>Thread: LOGIC. Owns: the heap, which is derived from the tables and rebuilt from them. Allocates: when it grows.
 */
final class TimerQueue {
    static final int ALARM = 0;
    static final int MACHINE = 1;
    static final int COMMAND = 2;
    /** Shelves that begin or end, by alarm. */
    static final int SHELF = 3;
    /** Alarms to be announced again, by alarm. */
    static final int REALARM = 4;
    /** Tags that become stale. */
    static final int STALE = 5;
    /** Derived tags whose expression changes with time. */
    static final int DERIVED = 6;
    /** What else an alarm's condition waits for, by alarm. */
    static final int CONDITION = 7;
    /** Transitions of machines that wait for their confirmation. */
    static final int CONFIRMATION = 8;
    /** Rules of suppression that go on or change with time, by rule. */
    static final int SUPPRESSION = 9;

    private static final int KINDS = 10;

    private static final int FIRST_SIZE = 64;
    private static final int MANY = 1 << 16;

    private long[] deadlines = new long[FIRST_SIZE];
    private long[] keys = new long[FIRST_SIZE];
    private int size;
    private final int[][] positions = new int[KINDS][0];

    /** Makes room for ids 0 to {@code count - 1} of a kind, so that none of them allocates. */
    void ensure(int kind, int count) {
        int present = positions[kind].length;
        if (count > present) {
            positions[kind] = Arrays.copyOf(positions[kind], count);
            Arrays.fill(positions[kind], present, count, -1);
        }
    }

    void clear() {
        size = 0;
        for (int[] ids : positions) {
            Arrays.fill(ids, -1);
        }
    }

    int size() {
        return size;
    }

    /** Earliest deadline, {@link Long#MAX_VALUE} when there is none. */
    long nextDeadlineNs() {
        return size == 0 ? Long.MAX_VALUE : deadlines[0];
    }

    int nextKind() {
        return (int) (keys[0] >>> 32);
    }

    int nextId() {
        return (int) keys[0];
    }

    boolean has(int kind, int id) {
        return id < positions[kind].length && positions[kind][id] >= 0;
    }

    void schedule(int kind, int id, long deadlineNs) {
        if (id >= positions[kind].length) {
            ensure(kind, Math.max(id + 1, positions[kind].length * 2));
        }
        int at = positions[kind][id];
        if (at < 0) {
            if (size == keys.length) {
                deadlines = Arrays.copyOf(deadlines, size * 2);
                keys = Arrays.copyOf(keys, size * 2);
            }
            at = size++;
            keys[at] = ((long) kind << 32) | id;
            positions[kind][id] = at;
        }
        deadlines[at] = deadlineNs;
        down(up(at));
    }

    void cancel(int kind, int id) {
        if (!has(kind, id)) {
            return;
        }
        int at = positions[kind][id];
        positions[kind][id] = -1;
        size--;
        if (size == 0 && keys.length > MANY) {
            shrink();
        }
        if (at != size) {
            place(at, deadlines[size], keys[size]);
            down(up(at));
        }
    }

    /** A configuration has all its alarms looked at once; the room for them is not needed afterwards. */
    private void shrink() {
        deadlines = new long[FIRST_SIZE];
        keys = new long[FIRST_SIZE];
    }

    private int up(int from) {
        int at = from;
        long deadline = deadlines[at];
        long key = keys[at];
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            if (!isBefore(deadline, key, deadlines[parent], keys[parent])) {
                break;
            }
            place(at, deadlines[parent], keys[parent]);
            at = parent;
        }
        place(at, deadline, key);
        return at;
    }

    private void down(int from) {
        int at = from;
        long deadline = deadlines[at];
        long key = keys[at];
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(deadlines[child + 1], keys[child + 1], deadlines[child], keys[child])) {
                child++;
            }
            if (!isBefore(deadlines[child], keys[child], deadline, key)) {
                break;
            }
            place(at, deadlines[child], keys[child]);
            at = child;
        }
        place(at, deadline, key);
    }

    private void place(int at, long deadline, long key) {
        deadlines[at] = deadline;
        keys[at] = key;
        positions[(int) (key >>> 32)][(int) key] = at;
    }

    private static boolean isBefore(long deadlineA, long keyA, long deadlineB, long keyB) {
        return deadlineA < deadlineB || (deadlineA == deadlineB && keyA < keyB);
    }
}
