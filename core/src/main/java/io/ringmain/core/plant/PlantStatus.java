package io.ringmain.core.plant;

import io.ringmain.core.pipeline.MachineWatch;
import io.ringmain.core.pipeline.StageLatency;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.spi.LinkState;
import java.util.List;
import java.util.Map;

/**
 * How a plant is at a moment.
 *
 * @param isHealthy false after an unexpected error in a stage or when the journal can not be written
 * @param reasons why it is not healthy, a line each
 * @param sequence last event handed over
 * @param journaledSequence last event in the journal
 * @param firstSequence first event of this epoch
 * @param startedNs ring time of the start, ns since the epoch
 * @param ringTimeNs ring time now
 * @param recovered how the state came about
 * @param runningStep the machine's step that runs at this moment, null when none does; a long one hangs
 * @param journal what is on disk
 * @param ring how full the ring is
 * @param vitals what a plant can not be without
 */
public record PlantStatus(
        boolean isHealthy,
        List<String> reasons,
        ThreadingMode mode,
        long sequence,
        long journaledSequence,
        long firstSequence,
        long startedNs,
        long ringTimeNs,
        Recovery.Report recovered,
        List<SourceStatus> sources,
        List<StageStatus> stages,
        List<LinkStatus> links,
        MachineWatch.RunningStep runningStep,
        JournalStatus journal,
        RingStatus ring,
        Vitals vitals) {

    /**
     * @param slots of the ring
     * @param room slots that nothing is in at this moment
     */
    public record RingStatus(long slots, long room) {}

    /**
     * @param isRecording false once the journal can not be written
     * @param endedStages threads of stages that have ended although nobody ended them, by name; nothing goes on then
     */
    public record Vitals(boolean isRecording, List<String> endedStages) {}

    /**
     * What is on disk of the journal.
     *
     * @param durableSequence last event that is, with all before it
     * @param lag events in the journal behind that; only records that must be on disk are waited for
     * @param parked outcomes, device writes and the like that wait for the disk
     * @param force how long forcing takes
     */
    public record JournalStatus(long durableSequence, long lag, int parked, StageLatency.Reading force) {}

    /**
     * received = applied + filtered + conflated + refused + quarantined + in flight.
     *
     * @param backwardTimes updates whose source time was before that of the value they replaced
     * @param futureTimes updates whose source time was more than a minute ahead
     * @param ancientTimes updates whose source time was before the year 2000
     */
    public record SourceStatus(
            String name,
            long received,
            long applied,
            long filtered,
            long conflated,
            long refused,
            long quarantined,
            long inFlight,
            long backwardTimes,
            long futureTimes,
            long ancientTimes) {}

    /**
     * @param position sequence of the last event the stage has done
     * @param lag events published and not yet done
     * @param batches in which the events were done
     * @param busyNs time spent with work since the start
     * @param latency from publishing an event to the end of the stage, sampled
     */
    public record StageStatus(
            String name,
            long position,
            long lag,
            long events,
            long batches,
            long errors,
            long busyNs,
            long longestCycleNs,
            StageLatency.Reading latency) {}

    /**
     * @param sinceNs ring time of the last change of state, ns since the epoch
     * @param counts what the core and the connector have counted, by name, for example {@code UpdatesReceived}
     */
    public record LinkStatus(
            String name, String type, LinkState state, long sinceNs, String detail, Map<String, Long> counts) {}
}
