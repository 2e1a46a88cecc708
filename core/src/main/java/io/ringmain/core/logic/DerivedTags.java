package io.ringmain.core.logic;

import io.ringmain.core.ring.Outbox;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * Evaluates derived tags whose inputs changed or whose tick is due, inputs before what depends on them, so that each is evaluated
 * once however many of its inputs changed.
 *
 * <p>The quality is the worst of what was read, bad before uncertain before good, and the first of the worst. A result that is not
 * finite leaves the value and is BadOutOfRange, if nothing that was read is bad. The source time is the newest of what was read; of
 * an expression that changes with time it is ring time. The same value with the same quality, or a change within the tag's
 * deadband, is no change.
 *
 * <p>An event evaluates a bounded number; the rest stays pending and goes on in the next event.
 *
 * <p>Thread: LOGIC. Owns: the blocks of derived tags. Allocates: nothing.
 */
final class DerivedTags {
    /** Most evaluations of one event. */
    static final int MAX_EVALUATIONS = 4_096;

    private static final int NEXT_TICK = 0;
    private static final int MEMORY = 1;

    private final TagOperands operands;
    private final StateCells blocks;
    private final PendingDerivations pending;
    private final LogicState state;
    private final TagWriter writer;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;
    private DerivationPlan derived = DerivationPlan.NONE;
    private int left;

    DerivedTags(LogicState state, TagWriter writer, Outbox outbox) {
        blocks = state.derivations;
        operands = new TagOperands(state.values, blocks, MEMORY);
        pending = state.pendingDerivations;
        this.state = state;
        this.writer = writer;
        this.outbox = outbox;
    }

    void use(LogicPlan next) {
        plan = next;
        derived = next.derived();
        pending.use(derived);
    }

    void onEventBegins() {
        left = MAX_EVALUATIONS;
    }

    boolean isPending() {
        return !pending.isEmpty();
    }

    /** Whether this event has done enough. */
    boolean isExhausted() {
        return left == 0;
    }

    /** The interval has passed; intervals that passed together are one. */
    void onTick(int id, long ringTimeNs) {
        int rank = derived.rank(id);
        schedule(id, rank, ringTimeNs);
        pending.mark(rank);
    }

    /** An epoch begins: totals go on, windows, rates and delays begin anew. */
    void onStart(long ringTimeNs) {
        for (int rank = 0; rank < derived.count(); rank++) {
            if (derived.words(rank) > 0) {
                int tagId = derived.tag(rank);
                operands.restart(derived.expression(rank), tagId);
                schedule(tagId, rank, ringTimeNs);
                pending.mark(rank);
            }
        }
    }

    private void schedule(int id, int rank, long ringTimeNs) {
        if (derived.tickNs(rank) > 0) {
            schedule(state, id, derived.tickNs(rank), ringTimeNs);
        }
    }

    static void schedule(LogicState state, int id, long tickNs, long ringTimeNs) {
        long next = nextTickNs(id, tickNs, ringTimeNs);
        state.derivations.open(id);
        state.derivations.putWord(id, NEXT_TICK, next);
        state.derivations.close();
        state.timers.schedule(TimerQueue.DERIVED, id, next);
    }

    /** Ticks of different tags fall on different moments. */
    static long nextTickNs(int id, long tickNs, long ringTimeNs) {
        long phase = Long.remainderUnsigned(StateHash.mix(id + 1L), tickNs);
        return Math.floorDiv(ringTimeNs - phase, tickNs) * tickNs + tickNs + phase;
    }

    static long nextTickNs(LogicState state, int id) {
        return state.derivations.words(id) == 0 ? 0 : state.derivations.word(id, NEXT_TICK);
    }

    /** Evaluates until nothing is pending, the outbox position is reached or the event has done enough. */
    void run(long untilTail, long ringTimeNs, long sequence) {
        while (left > 0 && outbox.tail() < untilTail) {
            int rank = pending.take();
            if (rank == PendingDerivations.NONE) {
                return;
            }
            left--;
            evaluate(rank, ringTimeNs, sequence);
        }
    }

    private void evaluate(int rank, long ringTimeNs, long sequence) {
        int tagId = derived.tag(rank);
        boolean hasMemory = derived.words(rank) > 0;
        if (hasMemory) {
            blocks.open(tagId);
        }
        long bits = operands.evaluate(derived.evaluator(rank), tagId, ringTimeNs);
        if (hasMemory) {
            blocks.close();
        }
        int worst = operands.worst();
        int status = Quality.isGood(worst) ? Quality.GOOD : worst;
        long present = writer.bits(tagId);
        boolean isFloat = plan.tagType(tagId) == TagType.FLOAT64.code();
        if (isFloat && !Double.isFinite(Double.longBitsToDouble(bits))) {
            bits = present;
            status = Quality.isBad(worst) ? worst : Quality.BAD_OUT_OF_RANGE;
        }
        if (status == writer.status(tagId) && (bits == present || isInside(tagId, bits, present, isFloat))) {
            return;
        }
        long sourceTimeNs = derived.tickNs(rank) > 0 || operands.newestNs() == 0 ? ringTimeNs : operands.newestNs();
        writer.setDerived(tagId, bits, status, sourceTimeNs, ringTimeNs, sequence);
    }

    private boolean isInside(int tagId, long bits, long present, boolean isFloat) {
        double deadband = plan.tags().deadband(tagId);
        return deadband > 0 && TagWriter.isInside(deadband, present, bits, isFloat);
    }
}
