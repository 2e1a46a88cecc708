package io.ringmain.core.whatif;

import io.ringmain.core.alarm.AlarmFigures;
import java.util.List;

/**
 * What would have been. It is open loop: the plant's values are as recorded, whatever machines and operators would have
 * written to it.
 *
 * @param recordedSite name of the recorded site
 * @param whatIfSite name of the other configuration
 * @param snapshot the snapshot that the recorded state came from, empty when it came from the first event on
 * @param fromNs ring time at which the span begins, ns since the epoch
 * @param untilNs ring time at which it ends
 * @param firstSequence first event of the span
 * @param lastSequence last event of the span
 * @param events recorded events in it
 * @param executed how many of them were executed against the other configuration
 * @param addedTicks beats of the clock that were added because they would have had an effect now
 * @param skippedConfigurations recorded changes of the configuration that were left out
 * @param commands recorded commands
 * @param isStopped whether it was stopped before the end
 * @param mismatches where the program is another one than that of an epoch, a line each
 * @param remarks what was left out, and what is not there
 * @param commandDifferences commands that ended otherwise
 * @param alarms alarms with any difference, by name
 * @param sameOccurrences occurrences that would have been as they were, of all alarms
 * @param errors what failed in LOGIC under the other configuration, a line each
 * @param before the figures as it was
 * @param after the figures as it would have been
 */
public record WhatIfReport(
        String recordedSite,
        String whatIfSite,
        String snapshot,
        long fromNs,
        long untilNs,
        long firstSequence,
        long lastSequence,
        long events,
        long executed,
        long addedTicks,
        long skippedConfigurations,
        long commands,
        boolean isStopped,
        List<String> mismatches,
        List<Remark> remarks,
        List<CommandDifference> commandDifferences,
        List<AlarmDifference> alarms,
        long sameOccurrences,
        List<String> errors,
        Figures before,
        Figures after) {

    /** The figures of ISA-18.2 over the span, with names in the place of ids. */
    public record Figures(AlarmFigures figures, List<Frequent> mostFrequent) {}

    /** How often an alarm was announced. */
    public record Frequent(String alarm, long annunciations) {}

    /** Whether no alarm would have been any different. */
    public boolean isSame() {
        return alarms.isEmpty();
    }
}
