package io.ringmain.core.expression;

/**
 * The values an evaluation reads.
 *
 * <p>{@link #bits}, {@link #element} and {@link #textEquals} are called only for values that the result depends on: not for the
 * branch of an {@code if} that is not taken, not for the right side of an {@code and} whose left side is false, not for a bad tag
 * inside {@code valid}. An implementation can gather the quality of the result there. {@link #status} alone asks for a quality.
 */
public interface Operands {
    /** Value as 64 bits: double bits, the long, 0 or 1. */
    long bits(int id);

    /** OPC UA status code. */
    int status(int id);

    /** One element of an array, as {@link #bits}. */
    long element(int id, int index);

    /** Whether the text of a string is this one. */
    boolean textEquals(int id, byte[] utf8);
}
