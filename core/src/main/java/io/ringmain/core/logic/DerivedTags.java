package io.ringmain.core.logic;

import io.ringmain.core.expression.Memory;
import io.ringmain.core.expression.Operands;
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
final class DerivedTags implements Operands, Memory {
    /** Most evaluations of one event. */
    static final int MAX_EVALUATIONS = 4_096;

    private static final int NEXT_TICK = 0;

    private static final long NOT_A_NUMBER = Double.doubleToLongBits(Double.NaN);

    private final CurrentValueTable values;
    private final StateCells blocks;
    private final PendingDerivations pending;
    private final LogicState state;
    private final TagWriter writer;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;
    private DerivationPlan derived = DerivationPlan.NONE;
    private int left;

    /** Of the evaluation that runs. */
    private int tagId;

    private int worst;
    private long newestNs;

    DerivedTags(LogicState state, TagWriter writer, Outbox outbox) {
        values = state.values;
        blocks = state.derivations;
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
                tagId = derived.tag(rank);
                blocks.open(tagId);
                derived.expression(rank).restart(this);
                blocks.close();
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
        tagId = derived.tag(rank);
        worst = Quality.GOOD;
        newestNs = 0;
        boolean hasMemory = derived.words(rank) > 0;
        if (hasMemory) {
            blocks.open(tagId);
        }
        long bits = derived.evaluator(rank).evaluate(this, this, ringTimeNs);
        if (hasMemory) {
            blocks.close();
        }
        int status = Quality.isGood(worst) ? Quality.GOOD : worst;
        long present = writer.bits(tagId);
        boolean isFloat = plan.tagType(tagId) == TagType.FLOAT64.code();
        if (isFloat && !Double.isFinite(Double.longBitsToDouble(bits))) {
            bits = present;
            status = Quality.isBad(worst) ? worst : Quality.BAD_OUT_OF_RANGE;
        }
        if (status == writer.status(tagId) && (bits == present || isInside(bits, present, isFloat))) {
            return;
        }
        long sourceTimeNs = derived.tickNs(rank) > 0 || newestNs == 0 ? ringTimeNs : newestNs;
        writer.setDerived(tagId, bits, status, sourceTimeNs, ringTimeNs, sequence);
    }

    private boolean isInside(long bits, long present, boolean isFloat) {
        double deadband = plan.tags().deadband(tagId);
        return deadband > 0 && TagWriter.isInside(deadband, present, bits, isFloat);
    }

    @Override
    public long bits(int id) {
        if (TagType.isArray(values.type(id))) {
            return element(id, 0);
        }
        read(id);
        return values.bits(id);
    }

    /** What the array that came last does not reach to is no number, and bad. */
    @Override
    public long element(int id, int index) {
        read(id);
        if (index < values.elementCount(id)) {
            return values.element(id, index);
        }
        worst = Quality.isBad(worst) ? worst : Quality.BAD_OUT_OF_RANGE;
        return values.type(id) == TagType.FLOAT64_ARRAY.code() ? NOT_A_NUMBER : 0;
    }

    @Override
    public boolean textEquals(int id, byte[] utf8) {
        read(id);
        return values.textEquals(id, utf8);
    }

    @Override
    public int status(int id) {
        return values.status(id);
    }

    private void read(int id) {
        int status = values.status(id);
        if (rankOf(status) > rankOf(worst)) {
            worst = status;
        }
        long time = values.sourceTimeNs(id);
        newestNs = time > newestNs ? time : newestNs;
    }

    private static int rankOf(int status) {
        return Quality.isBad(status) ? 2 : status >>> 30;
    }

    @Override
    public long word(int index) {
        return blocks.word(tagId, 1 + index);
    }

    @Override
    public void word(int index, long value) {
        blocks.putWord(tagId, 1 + index, value);
    }
}
