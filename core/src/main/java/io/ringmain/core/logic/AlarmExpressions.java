package io.ringmain.core.logic;

/**
 * Evaluates the expressions of alarms and says of what quality their operands were.
 *
 * <pre>
 *   word 0             1 ...
 *   | timer's deadline | history of the time functions |
 * </pre>
 *
 * <p>Thread: LOGIC. Owns: these words in the alarms' blocks. Allocates: nothing.
 */
final class AlarmExpressions {
    private static final int MEMORY = 1;

    private final StateCells cells;
    private final TagOperands operands;
    private AlarmPlan plan;

    AlarmExpressions(CurrentValueTable values, StateCells cells) {
        this.cells = cells;
        operands = new TagOperands(values, cells, MEMORY);
    }

    void use(AlarmPlan next) {
        plan = next;
    }

    static int words(int memoryWords) {
        return MEMORY + memoryWords;
    }

    boolean holds(int id, long ringTimeNs) {
        cells.open(id);
        boolean holds = operands.evaluate(plan.evaluator(id), id, ringTimeNs) != 0;
        cells.close();
        return holds;
    }

    /** Worst quality of what the last evaluation read: bad before uncertain before good. */
    int worst() {
        return operands.worst();
    }

    /** An epoch begins: totals and counts go on, windows, rates and delays begin anew. */
    void restart(int id) {
        operands.restart(plan.expression(id), id);
    }
}
