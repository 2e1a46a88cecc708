package io.ringmain.core.expression;

/**
 * A compiled expression. Holds no state of its own: the history is in the memory it is given.
 *
 * <p>Thread: any, one at a time for one memory. Allocates: nothing.
 */
public interface Evaluator {
    /**
     * Evaluates once. Never throws for any value of its operands.
     *
     * @param memory words of this expression, not used when it has none
     * @param ringTimeNs not smaller than at the last evaluation with the same memory
     * @return the result as bits: double bits with one NaN, the long, or 0 and 1
     */
    long evaluate(Operands operands, Memory memory, long ringTimeNs);
}
