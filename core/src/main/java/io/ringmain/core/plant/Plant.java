package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.pipeline.Pipeline;
import io.ringmain.core.pipeline.StageCounters;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.ControlPublisher;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.ConnectorProvider;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.ProvisionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A running site: recovered state, the ring with its stages, connectors and clock. The one place where all of it is put
 * together and taken apart.
 *
 * <p>Thread: readers, commands and status from any; {@link #launch} and {@link #close} by the owner.
 */
public final class Plant implements AutoCloseable {
    private static final long DRAIN_MS = 3_000;

    private final PlantContext context;
    private final Logic logic;
    private final Accounting accounting = new Accounting();
    private final ErrorRecord errors = new ErrorRecord();
    private final TagMarks marks = new TagMarks();
    private final Ring ring;
    private final IngressClock clock;
    private final Pipeline pipeline;
    private final ControlPublisher control;
    private final CommandDesk desk;
    private final Answers answers;
    private final SnapshotWriter snapshots;
    private final PlantOutcomes outcomes;
    private final PlantClock beat;
    private final Recovery.Report recovered;
    private final long firstSequence;
    private final long startedNs;
    private final List<ConnectorLink> links = new ArrayList<>();
    private final ConcurrentHashMap<Integer, SourcePublisher> publishers = new ConcurrentHashMap<>();
    private boolean isClosed;

    /**
     * Recovers the state, opens a new epoch, brings the configuration up to date and starts the stages, the connectors and
     * the clock. When it returns, the recovered state can be read.
     *
     * @throws IllegalArgumentException when the context is not sound
     * @throws ProvisionException when the data folder can not be used
     */
    public static Plant launch(PlantContext context) {
        context.conclude();
        Plant plant = new Plant(context);
        try {
            plant.start();
        } catch (RuntimeException | Error e) {
            plant.close();
            throw e;
        }
        return plant;
    }

    private Plant(PlantContext context) {
        this.context = context;
        Outbox outbox = new Outbox(context.outboxSize());
        logic = new Logic(context.machineTypes(), outbox, accounting, errors);
        recovered = Recovery.run(logic, outbox, context.journalStore(), context.snapshotStore());
        accounting.clear();
        firstSequence = recovered.lastSequence() + 1;
        clock = new IngressClock(
                Math.max(context.wallClockNs().getAsLong(), logic.ringTimeNs() + 1), context.monotonicNs());
        startedNs = clock.nowNs();
        Journal journal = context.journalStore().newEpoch(firstSequence);
        Ring.Cursor last = new Ring.Cursor();
        ring = new Ring(context.ringSize(), firstSequence, last);
        control = new ControlPublisher(ring, clock, accounting, accounting.register("system"));
        answers = new Answers(new ControlPublisher(ring, clock, accounting, accounting.register("devices")));
        desk = new CommandDesk(
                new ControlPublisher(ring, clock, accounting, accounting.register("operators")), this::isFenced);
        snapshots = new SnapshotWriter(context.snapshotStore(), errors);
        outcomes = new PlantOutcomes(marks, desk, answers, snapshots, logic::site, this::isUnrecorded);
        pipeline = new Pipeline(
                context.mode(), context.idle(), ring, last, logic, outbox, journal, outcomes, errors, clock);
        beat = new PlantClock(
                control, answers, context.monotonicNs(), context.tickIntervalNs(), context.snapshotIntervalNs());
    }

    private void start() {
        SitePlan present = logic.site();
        if (!present.isSameAs(context.site())) {
            SitePlan next = present.next(context.site());
            control.tryConfiguration(next.encode(), logic.compile(next));
        }
        control.tryStart(context.wallClockNs().getAsLong());
        marks.ensure(present.tagCount());
        pipeline.start();
        if (!pipeline.drain(DRAIN_MS * 10)) {
            throw new IllegalStateException("the stages did not take the configuration within 30 s: " + errors.lines());
        }
        connect();
        if (context.mode() != ThreadingMode.INVOKER) {
            beat.start();
        }
    }

    private void connect() {
        SitePlan site = logic.site();
        ConnectorLink[] byId = new ConnectorLink[site.connectorCount()];
        for (int id = 0; id < site.connectorCount(); id++) {
            ConnectorDefinition definition = site.connector(id);
            if (definition != null) {
                byId[id] = new ConnectorLink(
                        id,
                        definition,
                        provider(definition.type()).create(definition),
                        boundTags(site, definition.name()),
                        publisher("connector " + definition.name(), Backpressure.CONFLATE),
                        answers);
                links.add(byId[id]);
            }
        }
        outcomes.links(byId);
        links.forEach(ConnectorLink::start);
    }

    private ConnectorProvider provider(String type) {
        return context.connectorProviders().stream()
                .filter(provider -> provider.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new ProvisionException("connector type '" + type + "' is not available"));
    }

    private static List<BoundTag> boundTags(SitePlan site, String connector) {
        List<BoundTag> bound = new ArrayList<>();
        for (int id = 0; id < site.tagCount(); id++) {
            if (site.tag(id) != null
                    && site.tag(id).source() != null
                    && site.tag(id).source().connector().equals(connector)) {
                bound.add(new BoundTag(id, site.tag(id)));
            }
        }
        return List.copyOf(bound);
    }

    /** A new source of updates; one thread publishes through it. Thread: at assembly, and in tests. */
    public SourcePublisher publisher(String name, Backpressure policy) {
        int source = accounting.register(name);
        SourcePublisher publisher = new SourcePublisher(ring, clock, accounting, source, policy);
        publishers.put(source, publisher);
        return publisher;
    }

    /** The site as it is configured, with its ids. */
    public SitePlan site() {
        return logic.site();
    }

    public MachineDeclaration machineDeclaration(int machineId) {
        Machine machine = context.machineTypes().get(site().machine(machineId).type());
        return machine.declaration();
    }

    public CvtReader values() {
        return logic.values();
    }

    public AlarmReader alarms() {
        return logic.alarms();
    }

    public MachineReader machines() {
        return logic.machines();
    }

    /** Journaled changes of tags. */
    public ChangeMarks changes() {
        return marks;
    }

    /**
     * Sends a command through the ring. The future completes in the OUTCOMES thread when the command is done and
     * journaled; go on elsewhere from there. It fails with {@link RingFullException} when the command was not taken in.
     */
    public CompletableFuture<CommandOutcome> submit(Command command) {
        return desk.submit(command);
    }

    /** Listens from the next batch on. Thread: one at a time. */
    public void addListener(OutcomeListener listener) {
        outcomes.add(listener);
    }

    public void removeListener(OutcomeListener listener) {
        outcomes.remove(listener);
    }

    /** What may leave: everything built from events up to this sequence. */
    public long journaledSequence() {
        return pipeline.journaledSequence();
    }

    /** Ingress time now, ns since the epoch. */
    public long nowNs() {
        return clock.nowNs();
    }

    private boolean isFenced() {
        return pipeline.isFenced();
    }

    private boolean isUnrecorded(long sequence) {
        return pipeline.isUnrecorded(sequence);
    }

    /** Runs all stages until nothing is left. INVOKER only. */
    public void stepAll() {
        pipeline.stepAll();
    }

    /** One beat of the clock. INVOKER only, where no thread beats. */
    public void tick() {
        beat.beat();
    }

    /** Hash of the whole state. INVOKER only, or when nothing runs. */
    public long stateHash() {
        return logic.stateHash();
    }

    /** Waits until everything published so far is journaled and handed over. */
    public boolean drain(long timeoutMs) {
        return pipeline.drain(timeoutMs);
    }

    public PlantStatus status() {
        List<String> reasons = errors.lines();
        if (recovered.hashesDiffering() > 0) {
            reasons.add("RECOVERY: " + recovered.hashesDiffering() + " of " + recovered.hashesCompared()
                    + " recorded state hashes were not met again; run 'replay --verify'");
        }
        if (recovered.missingEvents() > 0) {
            reasons.add("RECOVERY: " + recovered.missingEvents() + " events are missing in the journal");
        }
        if (pipeline.isFenced()) {
            reasons.add("UNRECORDED: the journal can not be written");
        }
        return new PlantStatus(
                reasons.isEmpty(),
                reasons,
                context.mode(),
                pipeline.lastSequence(),
                pipeline.journaledSequence(),
                firstSequence,
                startedNs,
                clock.nowNs(),
                recovered,
                sources(),
                stages(),
                links.stream().map(ConnectorLink::status).toList());
    }

    private List<PlantStatus.SourceStatus> sources() {
        long[] inFlight = pipeline.inFlight(accounting.sources());
        List<PlantStatus.SourceStatus> sources = new ArrayList<>();
        for (int id = 0; id < inFlight.length; id++) {
            SourcePublisher publisher = publishers.get(id);
            sources.add(new PlantStatus.SourceStatus(
                    accounting.name(id),
                    accounting.received(id),
                    accounting.applied(id),
                    accounting.filtered(id),
                    accounting.conflated(id),
                    accounting.refused(id),
                    accounting.quarantined(id),
                    inFlight[id] + (publisher == null ? 0 : publisher.held())));
        }
        return sources;
    }

    private List<PlantStatus.StageStatus> stages() {
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
                    counters.errors(),
                    counters.longestCycleNs(),
                    counters.latency().read()));
        }
        return stages;
    }

    /** State of a connector's link as journaled, UNKNOWN when there is none of that name. */
    public LinkState link(String connector) {
        return links.stream()
                .map(ConnectorLink::status)
                .filter(link -> link.name().equals(connector))
                .map(PlantStatus.LinkStatus::state)
                .findFirst()
                .orElse(LinkState.UNKNOWN);
    }

    /** Stops acquisition, takes a last snapshot, journals what is in the ring and ends all threads. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        links.forEach(ConnectorLink::close);
        beat.close();
        answers.drain();
        pipeline.drain(DRAIN_MS);
        control.trySnapshot();
        pipeline.drain(DRAIN_MS);
        publishers.values().forEach(SourcePublisher::close);
        pipeline.close();
        snapshots.close();
        desk.close();
    }
}
