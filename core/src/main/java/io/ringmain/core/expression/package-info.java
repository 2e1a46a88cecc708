/**
 * The expression language of derived tags, alarms, groups and machine guards: parsed, checked against types and units, compiled
 * into one class per shape.
 *
 * <p>Knows tags by name only. What runs in LOGIC ({@link io.ringmain.core.expression.Evaluator}) allocates nothing, reads no clock
 * and keeps its history in the words it is given.
 */
package io.ringmain.core.expression;
