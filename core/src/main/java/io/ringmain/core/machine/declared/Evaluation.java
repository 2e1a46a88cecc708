package io.ringmain.core.machine.declared;

import io.ringmain.core.expression.CheckedExpression;
import io.ringmain.core.expression.Evaluator;

/**
 * An expression of a program with the place of its history in the machine's memory.
 *
 * @param target output it is written to, or state it leads to
 */
record Evaluation(CheckedExpression checked, Evaluator evaluator, int firstWord, int target) {

    long evaluate(ProgramValues values, long ringTimeNs) {
        values.select(firstWord);
        return evaluator.evaluate(values, values, ringTimeNs);
    }

    /** After a standstill of the plant. */
    void restart(ProgramValues values) {
        if (checked.memoryWords() > 0) {
            values.select(firstWord);
            checked.restart(values);
        }
    }
}
