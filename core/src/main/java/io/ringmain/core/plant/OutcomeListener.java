package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.spi.LinkState;

/**
 * Hears what has been journaled, in the order of the ring. Thread: OUTCOMES. A listener must not block, must not publish
 * into the ring and must not throw; one that throws is recorded and the plant reports itself unhealthy.
 */
public interface OutcomeListener {

    /**
     * An alarm changed. Its present state may already be newer: read it from the
     * {@link io.ringmain.core.alarm.AlarmReader} and release it when {@link Plant#journaledSequence()} has reached its
     * sequence.
     *
     * @param input what happened to it
     * @param from state shown before, code of {@link io.ringmain.core.alarm.AlarmState}
     * @param regions regions after, see {@link io.ringmain.core.alarm.AlarmTransitions#describe}
     */
    default void onAlarm(
            long sequence, int alarmId, AlarmInput input, int from, int regions, long occurrence, long ringTimeNs) {}

    /**
     * The same for those who want to know the level, too; what is called.
     *
     * @param level level at which an alarm with several is or was then, null for others and before the first
     */
    default void onAlarm(
            long sequence,
            int alarmId,
            AlarmInput input,
            int from,
            int regions,
            long occurrence,
            long ringTimeNs,
            AlarmKind level) {
        onAlarm(sequence, alarmId, input, from, regions, occurrence, ringTimeNs);
    }

    /**
     * A machine changed.
     *
     * @param from state before
     * @param to state after, or the one that is asked for
     * @param cause one of {@link io.ringmain.core.machine.MachineCause}
     */
    default void onMachine(long sequence, int machineId, int from, int to, int cause, long ringTimeNs) {}

    /** A command stands in the journal. What follows from it comes next, its outcome by {@link #onCommand}. */
    default void onAsked(long sequence, Command command, long ringTimeNs) {}

    /** A command ended. Called once for each command that was taken in since the start. */
    default void onCommand(CommandOutcome outcome) {}

    default void onLink(long sequence, int connectorId, LinkState state, long ringTimeNs) {}

    /** The configuration is another one now; {@link Plant#site()} is at least that. */
    default void onConfiguration(long sequence, int version) {}

    /** All events up to that sequence have been handed over; the moment to wake waiting writers. */
    default void onBatchEnd(long sequence) {}
}
