package io.ringmain.core.logic;

import io.ringmain.core.expression.Memory;
import io.ringmain.core.expression.Operands;
import io.ringmain.core.tag.Quality;

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
final class AlarmExpressions implements Operands, Memory {
    private static final int MEMORY = 1;

    private final CurrentValueTable values;
    private final StateCells cells;
    private AlarmPlan plan;

    /** Of the evaluation that runs. */
    private int alarmId;

    private int worst;

    AlarmExpressions(CurrentValueTable values, StateCells cells) {
        this.values = values;
        this.cells = cells;
    }

    void use(AlarmPlan next) {
        plan = next;
    }

    static int words(int memoryWords) {
        return MEMORY + memoryWords;
    }

    boolean holds(int id, long ringTimeNs) {
        alarmId = id;
        worst = Quality.GOOD;
        cells.open(id);
        boolean holds = plan.evaluator(id).evaluate(this, this, ringTimeNs) != 0;
        cells.close();
        return holds;
    }

    /** Worst quality of what the last evaluation read: bad before uncertain before good. */
    int worst() {
        return worst;
    }

    /** An epoch begins: totals and counts go on, windows, rates and delays begin anew. */
    void restart(int id) {
        alarmId = id;
        cells.open(id);
        plan.expression(id).restart(this);
        cells.close();
    }

    private void read(int tagId) {
        int status = values.status(tagId);
        if (rank(status) > rank(worst)) {
            worst = status;
        }
    }

    private static int rank(int status) {
        return Quality.isBad(status) ? 2 : status >>> 30;
    }

    @Override
    public long bits(int id) {
        read(id);
        return values.bits(id);
    }

    @Override
    public long element(int id, int index) {
        throw new IllegalStateException("conditions read no arrays");
    }

    @Override
    public boolean textEquals(int id, byte[] utf8) {
        return bits(id) == CurrentValueTable.textBits(utf8, utf8.length);
    }

    @Override
    public int status(int id) {
        return values.status(id);
    }

    @Override
    public long word(int index) {
        return cells.word(alarmId, MEMORY + index);
    }

    @Override
    public void word(int index, long value) {
        cells.putWord(alarmId, MEMORY + index, value);
    }
}
