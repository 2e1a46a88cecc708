package io.ringmain.core.ring;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.dsl.ProducerType;
import org.agrona.BitUtil;

/**
 * The ring: preallocated slots, many producers, positions that continue over restarts. Stages poll it, so no wait strategy
 * is involved and publishing takes no lock; it wakes LOGIC's thread when that sleeps.
 *
 * <p>Thread: claims and publishes from any thread; reading by stages through {@link Cursor}. Allocates: at start.
 */
public final class Ring {
    /** What {@link #tryClaim} returns when there is no room. */
    public static final long FULL = -1;

    /** One slot of so many is kept free of updates. */
    private static final int RESERVED_OF = 16;

    /**
     * How far a stage has come; one writer, the stage. The last stage's cursor holds producers back.
     */
    public static final class Cursor {
        private final Sequence sequence = new Sequence();
        private final Doorbell bell = new Doorbell();

        /** Last slot position done; -1 before the first. */
        public long get() {
            return sequence.get();
        }

        public void set(long slot) {
            sequence.set(slot);
            bell.ring();
        }

        /** Rung whenever the stage has come further. */
        public Doorbell bell() {
            return bell;
        }
    }

    private final RingBuffer<Event> slots;
    private final long firstSequence;
    private final int reserved;
    private final Doorbell bell = new Doorbell();

    /**
     * @param size number of slots, rounded up to a power of two
     * @param firstSequence sequence of the first event
     * @param last cursor of the last stage
     */
    public Ring(int size, long firstSequence, Cursor last) {
        this.firstSequence = firstSequence;
        slots = RingBuffer.create(
                ProducerType.MULTI, Event::new, BitUtil.findNextPositivePowerOfTwo(size), new BusySpinWaitStrategy());
        slots.addGatingSequences(last.sequence);
        reserved = size() / RESERVED_OF;
    }

    public int size() {
        return slots.getBufferSize();
    }

    /** Slots that can be claimed now; another producer may take them. */
    public long room() {
        return slots.remainingCapacity();
    }

    /** Claims one slot, or returns {@link #FULL}. The caller fills it and publishes it, whatever happens. */
    public long tryClaim() {
        return tryClaim(1, 0);
    }

    /**
     * Claims that many slots in a row for what field devices say and returns the last one, or {@link #FULL}. The caller fills
     * all of them and publishes them together, whatever happens. A sixteenth of the ring is left to commands, answers and
     * ticks: a flooded plant still takes what its operators want. Producers that claim at the same moment may each take from it
     * once.
     */
    public long tryClaimInput(int count) {
        return tryClaim(count, reserved);
    }

    private long tryClaim(int count, int left) {
        if (!slots.hasAvailableCapacity(count + left)) {
            return FULL;
        }
        try {
            return slots.tryNext(count);
        } catch (InsufficientCapacityException e) {
            return FULL;
        }
    }

    public Event slot(long claimed) {
        return slots.get(claimed);
    }

    /** Gives the event its sequence and makes it visible to LOGIC. */
    public void publish(long claimed) {
        slots.get(claimed).sequence = firstSequence + claimed;
        slots.publish(claimed);
        bell.ring();
    }

    /** The same for several in a row, whose events get their sequences in the same order. */
    public void publish(long first, long last) {
        for (long slot = first; slot <= last; slot++) {
            slots.get(slot).sequence = firstSequence + slot;
        }
        slots.publish(first, last);
        bell.ring();
    }

    /** Rung whenever something is published. */
    public Doorbell bell() {
        return bell;
    }

    public boolean isPublished(long slot) {
        return slots.isAvailable(slot);
    }

    /** Sequence of the event in that slot position. */
    public long sequenceOf(long slot) {
        return firstSequence + slot;
    }

    /** Greatest slot position claimed so far. */
    public long claimed() {
        return slots.getCursor();
    }
}
