package io.ringmain.core.alarm;

/** Reads the live alarm figures without locks, from any thread. */
public interface AlarmFiguresReader {

    /**
     * Copies the figures as of a moment; looks at every alarm.
     *
     * @param nowNs ring time; an earlier one than that of the last annunciation counts as that
     */
    void read(AlarmFigures into, long nowNs);
}
