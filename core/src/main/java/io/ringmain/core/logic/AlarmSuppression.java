package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmTransitions;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.tag.Quality;

/**
 * Suppresses alarms by design: evaluates the expressions of alarms and groups whose tags have changed at the end of the event,
 * those that change with time every second. While what is read is bad, the last decision stands. A wide group goes on in the
 * next events.
 *
 * <pre>
 *   words of a rule: 0 suppresses | 1 when it goes on or is evaluated again | 2 next member + 1 | from 3 on the expression's
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: the rules' words. Allocates: nothing.
 */
final class AlarmSuppression {
    static final int WORDS = 3;

    /** How often an expression is evaluated that changes with time alone. */
    static final long TICK_NS = 1_000_000_000L;

    private static final int SUPPRESSES = 0;
    private static final int DEADLINE = 1;
    private static final int NEXT = 2;

    private final LogicState state;
    private final StateCells cells;
    private final TagOperands operands;
    private final AlarmRegions regions;
    private final Outbox outbox;
    private LogicPlan plan = LogicPlan.EMPTY;

    AlarmSuppression(LogicState state, AlarmRegions regions, Outbox outbox) {
        this.state = state;
        this.regions = regions;
        this.outbox = outbox;
        cells = state.suppressions;
        operands = new TagOperands(state.values, cells, WORDS);
    }

    void use(LogicPlan next) {
        plan = next;
    }

    /** Evaluates what the event has touched; results go up to the outbox position, the rest later. */
    void run(long untilTail, long ringTimeNs, long sequence) {
        SuppressionMarks marks = state.suppressionMarks;
        for (int i = 0; i < marks.count(); i++) {
            evaluate(marks.rule(i), untilTail, ringTimeNs, sequence);
        }
        marks.clear();
    }

    /** The event has failed half-way: what it has touched is evaluated in the next one. */
    void postpone(long ringTimeNs) {
        SuppressionMarks marks = state.suppressionMarks;
        for (int i = 0; i < marks.count(); i++) {
            if (cells.words(marks.rule(i)) > 0) {
                schedule(marks.rule(i), ringTimeNs);
            }
        }
        marks.clear();
    }

    private void schedule(int number, long deadlineNs) {
        cells.open(number);
        cells.putWord(number, DEADLINE, deadlineNs);
        cells.close();
        if (deadlineNs != 0) {
            state.timers.schedule(TimerQueue.SUPPRESSION, number, deadlineNs);
        } else {
            state.timers.cancel(TimerQueue.SUPPRESSION, number);
        }
    }

    /** A wide group goes on, or a second has passed. */
    void onTimer(int number, long untilTail, long ringTimeNs, long sequence) {
        // First of all, so that a rule that fails does not fail in every event from now on.
        schedule(number, 0);
        if (cells.word(number, NEXT) > 0) {
            goOn(number, untilTail, ringTimeNs, sequence);
        } else {
            evaluate(number, untilTail, ringTimeNs, sequence);
        }
    }

    /** An epoch begins: windows, rates and delays begin anew. */
    void onStart(long ringTimeNs) {
        for (int number = 0; number < plan.suppression().ruleCount(); number++) {
            SuppressionPlan.Rule present = plan.suppression().rule(number);
            if (present != null && present.checked().memoryWords() > 0) {
                operands.restart(present.checked(), number);
                state.suppressionMarks.mark(number);
            }
        }
    }

    private void evaluate(int number, long untilTail, long ringTimeNs, long sequence) {
        SuppressionPlan.Rule present = plan.suppression().rule(number);
        if (present == null) {
            settleTimer(number, ringTimeNs);
            return;
        }
        cells.open(number);
        boolean suppresses = operands.evaluate(present.evaluator(), number, ringTimeNs) != 0;
        boolean isOther = !Quality.isBad(operands.worst()) && suppresses != (cells.word(number, SUPPRESSES) != 0);
        if (isOther) {
            cells.putWord(number, SUPPRESSES, suppresses ? 1 : 0);
            cells.putWord(number, NEXT, 1);
        }
        cells.close();
        if (cells.word(number, NEXT) > 0) {
            goOn(number, untilTail, ringTimeNs, sequence);
        } else {
            settleTimer(number, ringTimeNs);
        }
    }

    private void goOn(int number, long untilTail, long ringTimeNs, long sequence) {
        boolean isGroup = (number & 1) != 0;
        int[] members = isGroup ? plan.suppression().membersOfGroup(number >> 1) : null;
        int count = isGroup ? members.length : 1;
        int next = (int) cells.word(number, NEXT) - 1;
        while (next < count && outbox.tail() < untilTail) {
            apply(isGroup ? members[next] : number >> 1, ringTimeNs, sequence);
            next++;
        }
        cells.open(number);
        cells.putWord(number, NEXT, next < count ? next + 1 : 0);
        cells.close();
        settleTimer(number, ringTimeNs);
    }

    /** Brings an alarm to what its expression and its groups say. */
    private void apply(int id, long ringTimeNs, long sequence) {
        int present = state.alarms.regions(id);
        boolean byExpression = suppresses(state, SuppressionPlan.ruleOfAlarm(id));
        if (byExpression != AlarmTransitions.isSuppressedByExpression(present)) {
            AlarmInput input = byExpression ? AlarmInput.EXPRESSION_SUPPRESS : AlarmInput.EXPRESSION_UNSUPPRESS;
            regions.input(id, input, ringTimeNs, sequence);
        }
        boolean byGroup = isInSuppressedGroup(state, plan, id);
        if (byGroup != AlarmTransitions.isSuppressedByGroup(present)) {
            regions.input(id, byGroup ? AlarmInput.GROUP_SUPPRESS : AlarmInput.GROUP_UNSUPPRESS, ringTimeNs, sequence);
        }
    }

    private static boolean suppresses(LogicState state, int number) {
        return state.suppressions.words(number) > 0 && state.suppressions.word(number, SUPPRESSES) != 0;
    }

    private static boolean isInSuppressedGroup(LogicState state, LogicPlan plan, int alarmId) {
        for (int group : plan.suppression().groupsOfAlarm(alarmId)) {
            if (suppresses(state, SuppressionPlan.ruleOfGroup(group))) {
                return true;
            }
        }
        return false;
    }

    private void settleTimer(int number, long ringTimeNs) {
        SuppressionPlan.Rule present = plan.suppression().rule(number);
        boolean isTimed = present != null && present.checked().isTimed();
        long scheduled = cells.word(number, DEADLINE);
        long deadlineNs;
        if (cells.word(number, NEXT) > 0) {
            deadlineNs = ringTimeNs;
        } else if (isTimed) {
            deadlineNs = scheduled > ringTimeNs ? scheduled : Math.floorDiv(ringTimeNs, TICK_NS) * TICK_NS + TICK_NS;
        } else {
            deadlineNs = 0;
        }
        if (deadlineNs != scheduled) {
            schedule(number, deadlineNs);
        }
    }

    /** When a rule goes on or is evaluated again, 0 when it does not. */
    static long deadlineNs(LogicState state, int number) {
        return state.suppressions.words(number) == 0 ? 0 : state.suppressions.word(number, DEADLINE);
    }

    /** Brings the rules from one plan to the next and finds the alarms that are to be suppressed or shown for it. */
    static void reconfigure(LogicState state, LogicPlan before, LogicPlan next, long ringTimeNs) {
        state.suppressionMarks.use(next.suppression());
        for (int number = 0; number < next.suppression().ruleCount(); number++) {
            SuppressionPlan.Rule old = before.suppression().rule(number);
            SuppressionPlan.Rule rule = next.suppression().rule(number);
            int words = rule == null ? 0 : WORDS + rule.checked().memoryWords();
            boolean isSame = old != null && rule != null && old.text().equals(rule.text());
            if (!isSame || state.suppressions.words(number) != words) {
                state.suppressions.define(number, words);
                state.timers.cancel(TimerQueue.SUPPRESSION, number);
            }
            if (rule != null) {
                // Its tags may be others now, or of another type.
                state.suppressionMarks.mark(number);
            }
        }
        for (int id = 0; id < next.alarmCount(); id++) {
            int number = SuppressionPlan.ruleOfAlarm(id);
            int regions = state.alarms.regions(id);
            boolean isSettled = !next.hasAlarm(id)
                    || suppresses(state, number) == AlarmTransitions.isSuppressedByExpression(regions)
                            && isInSuppressedGroup(state, next, id) == AlarmTransitions.isSuppressedByGroup(regions);
            if (!isSettled) {
                goOnSoon(state, number, ringTimeNs);
            }
        }
    }

    private static void goOnSoon(LogicState state, int number, long ringTimeNs) {
        if (state.suppressions.words(number) == 0) {
            state.suppressions.define(number, WORDS);
        }
        state.suppressions.open(number);
        state.suppressions.putWord(number, NEXT, 1);
        state.suppressions.putWord(number, DEADLINE, ringTimeNs);
        state.suppressions.close();
        state.timers.schedule(TimerQueue.SUPPRESSION, number, ringTimeNs);
    }
}
