package io.ringmain.gateway.view;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.pipeline.MachineWatch;
import io.ringmain.core.pipeline.StageLatency;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.History;
import io.ringmain.historian.projection.ProjectionState;
import io.ringmain.historian.records.Records;
import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** How the plant, its projections and the process are. */
public final class SystemView {
    private SystemView() {}

    /**
     * The plant's fields, into an object that is open.
     *
     * @param remarks on what lies beside the plant: reasons to look after it although the plant works
     */
    public static void writeFields(JsonGenerator out, SitePlan site, PlantStatus status, List<String> remarks)
            throws IOException {
        out.writeBooleanField("healthy", status.isHealthy());
        out.writeArrayFieldStart("reasons");
        for (String reason : status.reasons()) {
            out.writeString(reason);
        }
        for (String remark : remarks) {
            out.writeString(remark);
        }
        out.writeEndArray();
        out.writeStringField("mode", status.mode().name());
        Json.time(out, "startedAt", status.startedNs());
        Json.time(out, "ringTime", status.ringTimeNs());
        out.writeNumberField("sequence", status.sequence());
        out.writeNumberField("journaledSequence", status.journaledSequence());
        out.writeNumberField("firstSequence", status.firstSequence());
        out.writeNumberField("tags", count(site.tagCount(), id -> site.tag(id) != null));
        out.writeNumberField("alarms", count(site.alarmCount(), id -> site.alarm(id) != null));
        out.writeNumberField("machines", count(site.machineCount(), id -> site.machine(id) != null));
        writeRunningStep(out, site, status.runningStep());
        out.writeArrayFieldStart("sources");
        for (PlantStatus.SourceStatus source : status.sources()) {
            writeSource(out, source);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("stages");
        for (PlantStatus.StageStatus stage : status.stages()) {
            writeStage(out, stage);
        }
        out.writeEndArray();
        writeRing(out, status.ring());
        writeJournal(out, status);
        out.writeArrayFieldStart("links");
        for (PlantStatus.LinkStatus link : status.links()) {
            out.writeStartObject();
            writeLinkFields(out, link);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** The machine whose step runs at this moment; one that runs for long holds everything up. */
    private static void writeRunningStep(JsonGenerator out, SitePlan site, MachineWatch.RunningStep step)
            throws IOException {
        MachineDefinition machine = step == null ? null : site.machine(step.machineId());
        if (machine == null) {
            out.writeNullField("runningStep");
            return;
        }
        out.writeObjectFieldStart("runningStep");
        out.writeStringField("machine", machine.name());
        Json.time(out, "since", step.sinceNs());
        out.writeNumberField("elapsedNs", step.elapsedNs());
        out.writeEndObject();
    }

    private static long count(int ids, IntPredicate isPresent) {
        return IntStream.range(0, ids).filter(isPresent).count();
    }

    /** A link's fields, into an object that is open. */
    public static void writeLinkFields(JsonGenerator out, PlantStatus.LinkStatus link) throws IOException {
        out.writeStringField("name", link.name());
        out.writeStringField("type", link.type());
        out.writeStringField("state", link.state().name());
        Json.time(out, "since", link.sinceNs());
        out.writeStringField("detail", link.detail());
    }

    private static void writeSource(JsonGenerator out, PlantStatus.SourceStatus source) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", source.name());
        out.writeNumberField("received", source.received());
        out.writeNumberField("applied", source.applied());
        out.writeNumberField("filtered", source.filtered());
        out.writeNumberField("conflated", source.conflated());
        out.writeNumberField("refused", source.refused());
        out.writeNumberField("quarantined", source.quarantined());
        out.writeNumberField("inFlight", source.inFlight());
        out.writeNumberField("backwardTimes", source.backwardTimes());
        out.writeNumberField("futureTimes", source.futureTimes());
        out.writeNumberField("ancientTimes", source.ancientTimes());
        out.writeEndObject();
    }

    private static void writeStage(JsonGenerator out, PlantStatus.StageStatus stage) throws IOException {
        out.writeStartObject();
        out.writeStringField("name", stage.name());
        out.writeNumberField("position", stage.position());
        out.writeNumberField("lag", stage.lag());
        out.writeNumberField("events", stage.events());
        out.writeNumberField("batches", stage.batches());
        out.writeNumberField("errors", stage.errors());
        out.writeNumberField("busyNs", stage.busyNs());
        out.writeNumberField("longestCycleNs", stage.longestCycleNs());
        writeLatency(out, "latency", stage.latency());
        out.writeEndObject();
    }

    private static void writeRing(JsonGenerator out, PlantStatus.RingStatus ring) throws IOException {
        out.writeObjectFieldStart("ring");
        out.writeNumberField("slots", ring.slots());
        out.writeNumberField("free", ring.room());
        out.writeEndObject();
    }

    private static void writeJournal(JsonGenerator out, PlantStatus status) throws IOException {
        PlantStatus.JournalStatus journal = status.journal();
        out.writeObjectFieldStart("journal");
        out.writeBooleanField("recording", status.vitals().isRecording());
        out.writeNumberField("durableSequence", journal.durableSequence());
        out.writeNumberField("lag", journal.lag());
        out.writeNumberField("parked", journal.parked());
        writeLatency(out, "force", journal.force());
        out.writeEndObject();
    }

    private static void writeLatency(JsonGenerator out, String name, StageLatency.Reading latency) throws IOException {
        out.writeObjectFieldStart(name);
        out.writeNumberField("count", latency.count());
        out.writeNumberField("p50Ns", latency.p50Ns());
        out.writeNumberField("p90Ns", latency.p90Ns());
        out.writeNumberField("p99Ns", latency.p99Ns());
        out.writeNumberField("p999Ns", latency.p999Ns());
        out.writeNumberField("maxNs", latency.maxNs());
        out.writeArrayFieldStart("buckets");
        for (StageLatency.Bucket bucket : latency.buckets()) {
            out.writeStartArray();
            out.writeNumber(bucket.upToNs());
            out.writeNumber(bucket.count());
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** @param history null when the site keeps none */
    public static void writeHistory(JsonGenerator out, History history, long journaledSequence) throws IOException {
        if (history == null) {
            out.writeNullField("history");
            return;
        }
        History.Status status = history.status();
        out.writeObjectFieldStart("history");
        out.writeStringField("name", status.name());
        out.writeBooleanField("up", status.isUp());
        out.writeNumberField("sequence", status.sequence());
        out.writeNumberField("lag", Math.max(0, journaledSequence - status.sequence()));
        out.writeStringField("detail", status.detail());
        out.writeEndObject();
    }

    /** @param records null when the site keeps none */
    public static void writeRecords(JsonGenerator out, Records records, long journaledSequence) throws IOException {
        if (records == null) {
            out.writeNullField("records");
            return;
        }
        ProjectionState state = records.state();
        out.writeObjectFieldStart("records");
        out.writeStringField("name", state.name());
        out.writeBooleanField("up", state.isUp());
        out.writeNumberField("sequence", state.sequence());
        out.writeNumberField("lag", Math.max(0, journaledSequence - state.sequence()));
        out.writeNumberField("rows", state.rows());
        out.writeNumberField("failures", state.failures());
        out.writeNumberField("refused", state.refused());
        out.writeStringField("detail", state.detail());
        out.writeEndObject();
    }
}
