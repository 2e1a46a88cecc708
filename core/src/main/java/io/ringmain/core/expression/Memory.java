package io.ringmain.core.expression;

/** The words in which the time functions of one expression keep their history. All 0 is "no history yet". */
public interface Memory {
    long word(int index);

    void word(int index, long value);
}
