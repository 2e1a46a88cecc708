package io.ringmain.gateway.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.History;
import io.ringmain.historian.audit.AuditStatus;
import io.ringmain.historian.projection.ProjectionState;
import io.ringmain.historian.records.Records;
import java.util.function.Supplier;

/** How far the copies of the journal are, and its signatures. Thread: any. */
final class ProjectionFigures implements MultiCollector {
    private final Plant plant;
    private final History history;
    private final Records records;
    private final Supplier<AuditStatus> audit;

    /**
     * @param history null when there is none
     * @param records null when there are none
     * @param audit null when nothing is signed
     */
    ProjectionFigures(Plant plant, History history, Records records, Supplier<AuditStatus> audit) {
        this.plant = plant;
        this.history = history;
        this.records = records;
        this.audit = audit;
    }

    @Override
    public MetricSnapshots collect() {
        Families into = new Families();
        long journaled = plant.journaledSequence();
        if (history != null) {
            History.Status status = history.status();
            projection(into, "samples", status.isUp(), status.sequence(), journaled);
        }
        if (records != null) {
            ProjectionState state = records.state();
            projection(into, "records", state.isUp(), state.sequence(), journaled);
            into.counter(
                    "ringmain_projection_rows",
                    "Rows given to the store since the start",
                    state.rows(),
                    "projection",
                    "records");
            into.counter(
                    "ringmain_projection_failures",
                    "How often the store has failed since the start",
                    state.failures(),
                    "projection",
                    "records");
            into.counter(
                    "ringmain_projection_refused_rows",
                    "Rows that the store does not take",
                    state.refused(),
                    "projection",
                    "records");
        }
        if (audit != null) {
            AuditStatus status = audit.get();
            into.gauge("ringmain_audit_signed_sequence", "Last event that is signed for", status.signedSequence());
            into.gauge("ringmain_audit_chained_sequence", "Last event in the chain", status.chainedSequence());
            into.gauge(
                    "ringmain_audit_up",
                    "0 when nothing is signed any more",
                    status.problem().isEmpty() ? 1 : 0);
        }
        return into.collected();
    }

    private static void projection(Families into, String name, boolean isUp, long sequence, long journaled) {
        into.gauge("ringmain_projection_up", "Whether the store takes rows", isUp ? 1 : 0, "projection", name);
        into.gauge("ringmain_projection_sequence", "Last event that the store has", sequence, "projection", name);
        into.gauge(
                "ringmain_projection_lag_events",
                "Events in the journal that the store does not have yet",
                Math.max(0, journaled - sequence),
                "projection",
                name);
    }
}
