package io.ringmain.core.logic;

import io.ringmain.core.tag.Quality;

/**
 * Marks tags at the moment at which nothing has come, or nothing has changed, for too long. An update moves what it waits
 * for and leaves the timer where it is: a timer that comes too early is put where it belongs.
 *
 * <p>Thread: LOGIC. Owns: what it writes to the tags' blocks. Allocates: nothing.
 */
final class TagTimers {
    private final StateCells memory;
    private final TimerQueue timers;
    private TagPlan tags = TagPlan.EMPTY;

    TagTimers(StateCells memory, TimerQueue timers) {
        this.memory = memory;
        this.timers = timers;
    }

    void use(LogicPlan plan) {
        tags = plan.tags();
    }

    /** An update came that no filter takes, or a value decided inside LOGIC. */
    void onHeard(int tagId, long nowNs) {
        TagSteps steps = tags.steps(tagId);
        memory.open(tagId);
        boolean isHealed = putHeard(tagId, nowNs);
        memory.close();
        schedule(tagId, steps, isHealed);
    }

    /** Notes that an update came; the block must be open. Gives whether the tag was stale. */
    boolean putHeard(int tagId, long nowNs) {
        boolean isHealed = TagMemory.isMarked(memory, tagId, TagMemory.STALE);
        memory.putWord(tagId, TagMemory.HEARD, nowNs);
        TagMemory.unmark(memory, tagId, TagMemory.STALE);
        return isHealed;
    }

    /** @param isEarlier whether the deadline may be before the one that is scheduled */
    void schedule(int tagId, TagSteps steps, boolean isEarlier) {
        if (isEarlier || !timers.has(TimerQueue.STALE, tagId)) {
            long deadlineNs = TagMemory.deadlineNs(memory, tagId, steps);
            if (deadlineNs != TagMemory.NEVER) {
                timers.schedule(TimerQueue.STALE, tagId, deadlineNs);
            }
        }
    }

    void onDue(int tagId, long nowNs, long sequence, TagWriter writer) {
        TagSteps steps = tags.steps(tagId);
        if (steps == null || !steps.isTimed()) {
            timers.cancel(TimerQueue.STALE, tagId);
            return;
        }
        boolean isStale = nowNs >= TagMemory.staleAtNs(memory, tagId, steps);
        boolean isFrozen = nowNs >= TagMemory.frozenAtNs(memory, tagId, steps);
        if (isStale || isFrozen) {
            memory.open(tagId);
            if (isStale) {
                TagMemory.mark(memory, tagId, TagMemory.STALE);
            }
            if (isFrozen) {
                TagMemory.mark(memory, tagId, TagMemory.FROZEN);
            }
            memory.close();
        }
        int before = writer.status(tagId);
        if (isStale && !Quality.isBad(before)) {
            // OPC 10000-8, "whatever was updating this value has stopped doing so"; that the link is there is known.
            writer.setStatus(tagId, Quality.UNCERTAIN_LAST_USABLE_VALUE, nowNs, sequence);
        } else if (isFrozen && Quality.isGood(before)) {
            writer.setStatus(tagId, Quality.UNCERTAIN_SENSOR_NOT_ACCURATE, nowNs, sequence);
        }
        long nextNs = TagMemory.deadlineNs(memory, tagId, steps);
        if (nextNs == TagMemory.NEVER) {
            timers.cancel(TimerQueue.STALE, tagId);
        } else {
            timers.schedule(TimerQueue.STALE, tagId, nextNs);
        }
    }

    /** An epoch begins: what was waited for is waited for again, because nobody listened meanwhile. */
    void restart(long nowNs) {
        for (int id = 0; id < tags.count(); id++) {
            TagSteps steps = tags.steps(id);
            if (steps == null || !steps.isTimed()) {
                continue;
            }
            memory.open(id);
            if (TagMemory.staleAtNs(memory, id, steps) != TagMemory.NEVER) {
                memory.putWord(id, TagMemory.HEARD, nowNs);
            }
            if (TagMemory.frozenAtNs(memory, id, steps) != TagMemory.NEVER) {
                FrozenFilter.restart(memory, id, steps.frozen, nowNs);
            }
            memory.close();
            schedule(id, steps, true);
        }
    }

    /** Builds the timers again from the blocks. */
    static void rebuild(LogicState state) {
        TagPlan tags = state.plan.tags();
        for (int id = 0; id < tags.count(); id++) {
            TagSteps steps = tags.steps(id);
            if (steps != null && steps.isTimed()) {
                long deadlineNs = TagMemory.deadlineNs(state.conditions, id, steps);
                if (deadlineNs != TagMemory.NEVER) {
                    state.timers.schedule(TimerQueue.STALE, id, deadlineNs);
                }
            }
        }
    }

    /** Brings the blocks from one plan to the next; a tag whose conditioning stays keeps its memory. */
    static void reconfigure(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        for (int id = 0; id < next.tags().count(); id++) {
            if (next.tags().isConditionedAs(before.tags(), id)) {
                continue;
            }
            TagSteps steps = next.tags().steps(id);
            state.conditions.define(id, steps == null ? 0 : steps.words);
            state.timers.cancel(TimerQueue.STALE, id);
            boolean isKnown = state.values.status(id) != Quality.BAD_WAITING_FOR_INITIAL_DATA;
            if (steps != null && steps.staleNs > 0 && isKnown) {
                state.conditions.open(id);
                state.conditions.putWord(id, TagMemory.HEARD, ringTimeNs);
                state.conditions.close();
                state.timers.schedule(TimerQueue.STALE, id, ringTimeNs + steps.staleNs);
            }
        }
    }
}
