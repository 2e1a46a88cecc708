package io.ringmain.core.expression;

import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;

/**
 * What a name stands for.
 *
 * @param id given to {@link Operands} at evaluation
 * @param type type of the value, or of an element
 * @param length elements of an array; 1 for a scalar, and for an array of one element, which is read by {@link Operands#bits}
 * @param unit {@link EngineeringUnit#NONE} when none is declared
 */
public record Operand(int id, TagType type, int length, EngineeringUnit unit) {}
