package io.ringmain.core.ring;

import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Preallocated circular store of results. A slot refers to its results by positions, which only grow.
 *
 * <p>Thread: LOGIC appends; JOURNAL and OUTCOMES read between a slot's positions; OUTCOMES releases. Owns: the results'
 * memory. Allocates: at start. Visibility of results follows from the ring's own barriers; only the released position
 * and LOGIC's wish for room are shared by themselves.
 */
public final class Outbox {
    private static final int RELEASED = 0;
    /** On a line of its own. */
    private static final int ROOM_WANTED = 64;

    private final UnsafeBuffer memory;
    private final int mask;
    private final UnsafeBuffer releasedMemory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(128, 64));
    private long tail;

    /** @param capacity number of results, rounded up to a power of two */
    public Outbox(int capacity) {
        int rounded = BitUtil.findNextPositivePowerOfTwo(capacity);
        memory = new UnsafeBuffer(BufferUtil.allocateDirectAligned(rounded * Result.BYTES, 64));
        mask = rounded - 1;
    }

    public int capacity() {
        return mask + 1;
    }

    /** Position behind the last result. Thread: LOGIC. */
    public long tail() {
        return tail;
    }

    /** Whether that many results fit without overwriting one that is still to be read. Thread: LOGIC. */
    public boolean hasRoom(int results) {
        return tail + results - releasedMemory.getLongVolatile(RELEASED) <= mask + 1L;
    }

    /** Appends one result. The caller has asked {@link #hasRoom} before. Thread: LOGIC. */
    public void append(int kind, int id, long bits, int status, int aux, long timeNs, long ref, long high, long low) {
        append(kind, id, bits, status, aux, timeNs, ref, high, low, 0);
    }

    /** Appends one result with all fields. The caller has asked {@link #hasRoom} before. Thread: LOGIC. */
    public void append(
            int kind, int id, long bits, int status, int aux, long timeNs, long ref, long high, long low, long value) {
        Result.write(memory, offset(tail), kind, id, bits, status, aux, timeNs, ref, high, low, value);
        tail++;
    }

    /** Drops what an event that failed half-way had appended. Thread: LOGIC. */
    public void rewind(long position) {
        tail = position;
    }

    /** Gives back all results before the position. Thread: OUTCOMES. */
    public void release(long position) {
        releasedMemory.putLongRelease(RELEASED, position);
    }

    /** LOGIC goes on when more has been given back. Thread: LOGIC. */
    public void wantRoom() {
        releasedMemory.putIntVolatile(ROOM_WANTED, 1);
    }

    /** Whether LOGIC has waited for room since this was asked. Thread: OUTCOMES. */
    public boolean wasRoomWanted() {
        if (releasedMemory.getIntVolatile(ROOM_WANTED) == 0) {
            return false;
        }
        releasedMemory.putIntVolatile(ROOM_WANTED, 0);
        return true;
    }

    /** Lets the flyweight look at one result. */
    public Result wrap(long position, Result flyweight) {
        return flyweight.wrap(memory, offset(position));
    }

    private int offset(long position) {
        return ((int) position & mask) * Result.BYTES;
    }
}
