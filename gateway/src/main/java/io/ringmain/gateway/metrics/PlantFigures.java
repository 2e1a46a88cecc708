package io.ringmain.gateway.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.spi.LinkState;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ring, stages, sources, journal and links, as the plant counts them anyway; read when somebody asks.
 *
 * <p>Thread: any.
 */
final class PlantFigures implements MultiCollector {
    /** Sources are connectors and a few of the plant's own; were there ever more, the rest is put together. */
    private static final int MOST_SOURCES = 256;

    private static final String OTHERS = "(others)";
    private static final double NS_PER_SECOND = 1e9;

    private final Plant plant;

    PlantFigures(Plant plant) {
        this.plant = plant;
    }

    @Override
    public MetricSnapshots collect() {
        PlantStatus status = plant.status();
        Families into = new Families();
        into.gauge("ringmain_healthy", "1 while nothing is wrong with the plant itself", status.isHealthy() ? 1 : 0);
        into.gauge(
                "ringmain_start_time_seconds",
                "When the plant was started, seconds since 1970",
                status.startedNs() / NS_PER_SECOND);
        definitions(into);
        ring(into, status);
        status.stages().forEach(stage -> stage(into, stage));
        sources(into, status);
        journal(into, status);
        status.links().forEach(link -> link(into, link));
        return into.collected();
    }

    private void definitions(Families into) {
        String help = "What is defined on the site";
        var site = plant.site();
        into.gauge("ringmain_definitions", help, count(site.tagCount(), id -> site.tag(id) != null), "kind", "tag");
        into.gauge(
                "ringmain_definitions", help, count(site.alarmCount(), id -> site.alarm(id) != null), "kind", "alarm");
        into.gauge(
                "ringmain_definitions",
                help,
                count(site.machineCount(), id -> site.machine(id) != null),
                "kind",
                "machine");
    }

    private static int count(int ids, java.util.function.IntPredicate isPresent) {
        int count = 0;
        for (int id = 0; id < ids; id++) {
            count += isPresent.test(id) ? 1 : 0;
        }
        return count;
    }

    private static void ring(Families into, PlantStatus status) {
        into.gauge("ringmain_ring_slots", "Slots of the ring", status.ring().slots());
        into.gauge(
                "ringmain_ring_free_slots",
                "Slots of the ring that nothing is in",
                status.ring().room());
        into.gauge("ringmain_sequence", "Last event handed over", status.sequence());
    }

    private static void stage(Families into, PlantStatus.StageStatus stage) {
        String name = stage.name().toLowerCase(Locale.ROOT);
        into.gauge("ringmain_stage_lag_events", "Events published and not yet done", stage.lag(), "stage", name);
        into.counter("ringmain_stage_events", "Events done", stage.events(), "stage", name);
        into.counter("ringmain_stage_batches", "Batches in which they were done", stage.batches(), "stage", name);
        into.counter("ringmain_stage_errors", "Unexpected errors", stage.errors(), "stage", name);
        into.counter(
                "ringmain_stage_busy_seconds", "Time spent with work", stage.busyNs() / NS_PER_SECOND, "stage", name);
        into.gauge(
                "ringmain_stage_longest_cycle_seconds",
                "Longest time between taking up work and being done with it, since the start",
                stage.longestCycleNs() / NS_PER_SECOND,
                "stage",
                name);
        into.latency(
                "ringmain_stage_latency_seconds",
                "From publishing an event to the end of the stage, of sampled events",
                stage.latency(),
                "stage",
                name);
    }

    private static void sources(Families into, PlantStatus status) {
        Map<String, long[]> sums = new TreeMap<>();
        for (PlantStatus.SourceStatus source : status.sources()) {
            String name = sums.containsKey(source.name()) || sums.size() < MOST_SOURCES ? source.name() : OTHERS;
            long[] sum = sums.computeIfAbsent(name, n -> new long[OUTCOMES.length + 2]);
            long[] counts = {
                source.applied(),
                source.filtered(),
                source.conflated(),
                source.refused(),
                source.quarantined(),
                source.received(),
                source.inFlight()
            };
            for (int i = 0; i < counts.length; i++) {
                sum[i] += counts[i];
            }
        }
        sums.forEach((name, sum) -> source(into, name, sum));
    }

    private static final String[] OUTCOMES = {"applied", "filtered", "conflated", "refused", "quarantined"};

    private static void source(Families into, String name, long[] counts) {
        String kind = switch (name) {
            case "system" -> "clock";
            case "operators" -> "command";
            case "devices" -> "answer";
            default -> "connector";
        };
        for (int i = 0; i < OUTCOMES.length; i++) {
            into.counter(
                    "ringmain_source_events",
                    "What has become of the events of a source; kind is what sort of events they are",
                    counts[i],
                    "kind",
                    kind,
                    "outcome",
                    OUTCOMES[i],
                    "source",
                    name);
        }
        into.counter(
                "ringmain_source_received",
                "Events that a source has published or tried to",
                counts[OUTCOMES.length],
                "kind",
                kind,
                "source",
                name);
        into.gauge(
                "ringmain_source_in_flight_events",
                "Events published and not yet taken",
                counts[OUTCOMES.length + 1],
                "kind",
                kind,
                "source",
                name);
    }

    private static void journal(Families into, PlantStatus status) {
        PlantStatus.JournalStatus journal = status.journal();
        into.gauge("ringmain_journal_sequence", "Last event in the journal", status.journaledSequence());
        into.gauge(
                "ringmain_journal_durable_sequence",
                "Last event that is on disk with all before it",
                journal.durableSequence());
        into.gauge("ringmain_journal_lag_events", "Events in the journal that are not on disk yet", journal.lag());
        into.gauge("ringmain_journal_parked", "Outcomes that wait for the disk", journal.parked());
        into.gauge(
                "ringmain_journal_recording",
                "0 once the journal can not be written",
                status.vitals().isRecording() ? 1 : 0);
        into.latency("ringmain_journal_force_seconds", "How long forcing the journal to disk takes", journal.force());
    }

    private static void link(Families into, PlantStatus.LinkStatus link) {
        into.gauge(
                "ringmain_connector_up",
                "1 while the connector's link is OK",
                link.state() == LinkState.OK ? 1 : 0,
                "connector",
                link.name());
        for (LinkState state : LinkState.values()) {
            into.gauge(
                    "ringmain_connector_state",
                    "1 for the state that the connector's link is in",
                    link.state() == state ? 1 : 0,
                    "connector",
                    link.name(),
                    "state",
                    state.name().toLowerCase(Locale.ROOT));
        }
        link.counts()
                .forEach((counter, value) -> into.gauge(
                        "ringmain_connector_counter",
                        "What a connector has counted, by its own names",
                        value,
                        "connector",
                        link.name(),
                        "counter",
                        counter));
    }
}
