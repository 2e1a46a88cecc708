package io.ringmain.core.pipeline;

import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Copies of events and results that wait until the journal has them on disk, in order. Their slots are free meanwhile.
 *
 * <p>Thread: OUTCOMES; {@link #size} any. Owns: its memory. Allocates: at start.
 */
final class Parked {
    /** Marks an event among results. */
    private static final byte EVENT = 1;

    private final int mask;
    private final UnsafeBuffer results;
    private final byte[] marks;
    private final long[] gates;
    private final long[] sequences;
    private final long[] timesNs;
    private final byte[] kinds;
    private final byte[] dispositions;
    private final int[] causes;
    private final Command[] commands;
    private final Object[] attachments;
    private final Event event = new Event();
    private final Result result = new Result();
    private long head;
    private long tail;
    private volatile int size;

    /** @param capacity events and results, rounded up to a power of two */
    Parked(int capacity) {
        int rounded = BitUtil.findNextPositivePowerOfTwo(capacity);
        mask = rounded - 1;
        results = new UnsafeBuffer(BufferUtil.allocateDirectAligned(rounded * Result.BYTES, 64));
        marks = new byte[rounded];
        gates = new long[rounded];
        sequences = new long[rounded];
        timesNs = new long[rounded];
        kinds = new byte[rounded];
        dispositions = new byte[rounded];
        causes = new int[rounded];
        commands = new Command[rounded];
        attachments = new Object[rounded];
    }

    boolean isEmpty() {
        return head == tail;
    }

    /** Whether an event with so many results can be taken in, whatever of it has to wait. */
    boolean hasRoom(long more) {
        return tail - head + more + 1 <= mask + 1L;
    }

    int size() {
        return size;
    }

    void addEvent(Event from, long gate) {
        marks[add(from, gate)] = EVENT;
    }

    void addResult(Event from, long gate, Outbox outbox, long position) {
        int at = add(from, gate);
        marks[at] = 0;
        outbox.wrap(position, result);
        Result.write(
                results,
                at * Result.BYTES,
                result.kind(),
                result.id(),
                result.bits(),
                result.status(),
                result.aux(),
                result.timeNs(),
                result.ref(),
                result.high(),
                result.low(),
                result.value());
    }

    private int add(Event from, long gate) {
        int at = (int) tail & mask;
        gates[at] = gate;
        sequences[at] = from.sequence;
        timesNs[at] = from.ingressTimeNs;
        kinds[at] = from.kind;
        dispositions[at] = from.disposition;
        causes[at] = from.cause;
        commands[at] = from.command;
        attachments[at] = from.attachment;
        tail++;
        size = (int) (tail - head);
        return at;
    }

    /** Sequence that has to be on disk before the oldest entry may go; only when there is one. */
    long gate() {
        return gates[(int) head & mask];
    }

    boolean isEvent() {
        return marks[(int) head & mask] == EVENT;
    }

    /** What is left of the oldest entry's event: sequence, time, kind, disposition, cause, command and attachment. */
    Event event() {
        int at = (int) head & mask;
        event.reset(kinds[at], 0, 0);
        event.sequence = sequences[at];
        event.ingressTimeNs = timesNs[at];
        event.disposition = dispositions[at];
        event.cause = causes[at];
        event.command = commands[at];
        event.attachment = attachments[at];
        return event;
    }

    /** The oldest entry when it is a result. */
    Result result() {
        return result.wrap(results, ((int) head & mask) * Result.BYTES);
    }

    void remove() {
        int at = (int) head & mask;
        commands[at] = null;
        attachments[at] = null;
        event.command = null;
        event.attachment = null;
        head++;
        size = (int) (tail - head);
    }
}
