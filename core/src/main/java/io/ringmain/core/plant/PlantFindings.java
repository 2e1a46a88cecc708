package io.ringmain.core.plant;

import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.pipeline.MachineWatch;
import io.ringmain.core.pipeline.Pipeline;
import io.ringmain.core.pipeline.StageCounters;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.Journal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is found of the stages, the journal and the last recovery when somebody asks for the plant's status.
 *
 * <p>Thread: any. Allocates: per question.
 */
final class PlantFindings {
    private static final long NS_PER_MS = 1_000_000;
    /** A step that takes longer than this holds everything up. */
    private static final long OVERRUN_NS = 1_000 * NS_PER_MS;

    private final Pipeline pipeline;
    private final Ring ring;
    private final Journal journal;
    private final ErrorRecord errors;
    private final Recovery.Report recovered;
    private final Supplier<SitePlan> site;

    PlantFindings(
            Pipeline pipeline,
            Ring ring,
            Journal journal,
            ErrorRecord errors,
            Recovery.Report recovered,
            Supplier<SitePlan> site) {
        this.pipeline = pipeline;
        this.ring = ring;
        this.journal = journal;
        this.errors = errors;
        this.recovered = recovered;
        this.site = site;
    }

    /**
     * Why the plant is not well, a sentence each; empty when it is.
     *
     * @param step the machine's step that goes on at the moment, null for none
     */
    List<String> reasons(MachineWatch.RunningStep step) {
        List<String> reasons = errors.lines();
        if (recovered.hashesDiffering() > 0) {
            reasons.add("RECOVERY: " + recovered.hashesDiffering() + " of " + recovered.hashesCompared()
                    + " recorded state hashes were not met again; run 'replay --verify'");
        }
        for (String damaged : recovered.damagedSnapshots()) {
            reasons.add("RECOVERY: " + damaged + "; what is older was taken");
        }
        for (String damaged : recovered.damagedJournal()) {
            reasons.add("RECOVERY: the journal is damaged before the snapshot, run 'journal verify': " + damaged);
        }
        if (recovered.missingEvents() > 0) {
            reasons.add("RECOVERY: " + recovered.missingEvents() + " events are missing in the journal");
        }
        reasons.addAll(journal.warnings());
        if (pipeline.isFenced()) {
            reasons.add("UNRECORDED: the journal can not be written");
        }
        if (step != null && step.elapsedNs() >= OVERRUN_NS) {
            MachineDefinition machine = site.get().machine(step.machineId());
            reasons.add("LOGIC: machine " + (machine == null ? step.machineId() : machine.name())
                    + " has been in one step for " + step.elapsedNs() / NS_PER_MS + " ms; nothing else goes on");
        }
        return reasons;
    }

    PlantStatus.JournalStatus journal() {
        long durable = pipeline.durableSequence(); // read first, as it is behind
        return new PlantStatus.JournalStatus(
                durable,
                Math.max(0, pipeline.journaledSequence() - durable),
                pipeline.parked(),
                pipeline.forceLatency().read());
    }

    List<PlantStatus.StageStatus> stages() {
        long published = ring.sequenceOf(ring.claimed());
        long[] positions = {pipeline.logicSequence(), pipeline.journaledSequence(), pipeline.lastSequence()};
        List<PlantStatus.StageStatus> stages = new ArrayList<>();
        for (int i = 0; i < positions.length; i++) {
            StageCounters counters = pipeline.counters(i);
            stages.add(new PlantStatus.StageStatus(
                    Pipeline.stages().get(i),
                    positions[i],
                    Math.max(0, published - positions[i]),
                    counters.events(),
                    counters.batches(),
                    counters.errors(),
                    counters.busyNs(),
                    counters.longestCycleNs(),
                    counters.latency().read()));
        }
        return stages;
    }
}
