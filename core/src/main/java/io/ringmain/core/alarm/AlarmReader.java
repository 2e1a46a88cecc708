package io.ringmain.core.alarm;

/** Reads the present state of alarms without locks, from any thread. */
public interface AlarmReader {

    /** Copies one consistent record; false when there is no such alarm. Allocates: nothing. */
    boolean read(int alarmId, AlarmSnapshot into);
}
