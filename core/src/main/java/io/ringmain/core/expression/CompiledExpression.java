package io.ringmain.core.expression;

/** What the classes of shapes extend; their fields are the parameters of one expression. */
abstract class CompiledExpression implements Evaluator {

    /** Another expression of the same shape. */
    abstract CompiledExpression with(long[] numbers, byte[][] texts);
}
