package io.ringmain.core.logic;

import io.ringmain.core.tag.TagDefinition;

/** Derived tags from one plan to the next: the same expression over the same tags keeps its history. Thread: LOGIC. */
final class DerivationReconfiguration {
    private DerivationReconfiguration() {}

    static void apply(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        DerivationPlan old = before.derived();
        DerivationPlan derived = next.derived();
        for (int rank = 0; rank < old.count(); rank++) {
            int id = old.tag(rank);
            if (derived.rank(id) == DerivationPlan.NOT_DERIVED) {
                state.derivations.define(id, 0);
                state.timers.cancel(TimerQueue.DERIVED, id);
            }
        }
        boolean[] arePending = new boolean[derived.count()];
        for (int rank = 0; rank < derived.count(); rank++) {
            int id = derived.tag(rank);
            int oldRank = old.rank(id);
            boolean isSame = oldRank != DerivationPlan.NOT_DERIVED && isSame(before, next, derived, rank);
            arePending[rank] = !isSame || state.pendingDerivations.isPending(oldRank);
            if (!isSame) {
                state.derivations.define(id, derived.words(rank));
            }
            if (!isSame || old.tickNs(oldRank) != derived.tickNs(rank)) {
                beginTicks(state, derived, rank, ringTimeNs);
            }
        }
        state.pendingDerivations.define(derived.count());
        state.pendingDerivations.use(derived);
        for (int rank = 0; rank < arePending.length; rank++) {
            if (arePending[rank]) {
                state.pendingDerivations.mark(rank);
            }
        }
        state.pendingDerivations.keep();
    }

    private static void beginTicks(LogicState state, DerivationPlan derived, int rank, long ringTimeNs) {
        int id = derived.tag(rank);
        state.timers.cancel(TimerQueue.DERIVED, id);
        if (derived.tickNs(rank) > 0) {
            DerivedTags.schedule(state, id, derived.tickNs(rank), ringTimeNs);
        }
    }

    /** Whether it computes the same from the same: its own and its inputs' definitions count as far as they have a say. */
    private static boolean isSame(LogicPlan before, LogicPlan next, DerivationPlan derived, int rank) {
        int id = derived.tag(rank);
        if (!isSameTag(before, next, id) || !expression(before, id).equals(expression(next, id))) {
            return false;
        }
        for (int input : derived.expression(rank).operands()) {
            if (!isSameTag(before, next, input)) {
                return false;
            }
        }
        return true;
    }

    private static String expression(LogicPlan plan, int id) {
        return plan.site().tag(id).derivation().expression();
    }

    private static boolean isSameTag(LogicPlan before, LogicPlan next, int id) {
        TagDefinition was = before.site().tag(id);
        TagDefinition is = next.site().tag(id);
        return was != null
                && is != null
                && was.type() == is.type()
                && was.length() == is.length()
                && was.unit().equals(is.unit());
    }
}
