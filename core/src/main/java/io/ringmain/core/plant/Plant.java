package io.ringmain.core.plant;

import io.ringmain.core.alarm.AlarmFiguresReader;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.pipeline.MachineWatch;
import io.ringmain.core.pipeline.Pipeline;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.ControlPublisher;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Note;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.site.Revision;
import io.ringmain.core.site.SiteChange;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.site.SiteProblem;
import io.ringmain.core.spi.Journal;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.ProvisionException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A running site: recovered state, the ring with its stages, connectors and clock. The one place where all of it is put
 * together and taken apart.
 *
 * <p>Thread: readers, commands and status from any; {@link #launch} and {@link #close} by the owner.
 */
public final class Plant implements AutoCloseable {
    private static final long DRAIN_MS = 3_000;
    private static final int MANY_TAGS = 50_000;

    private static final Revision AT_START = new Revision("system", "the site's files as of the start");

    private final PlantContext context;
    private final MachineDeclarations declarations;
    private final Logic logic;
    private final Accounting accounting = new Accounting();
    private final ErrorRecord errors = new ErrorRecord();
    private final TagMarks marks = new TagMarks();
    private final Ring ring;
    private final IngressClock clock;
    private final Pipeline pipeline;
    private final PlantFindings findings;
    private final ControlPublisher control;
    private final ControlPublisher notes;
    private final CommandDesk desk;
    private final ConfigurationDesk configurations;
    private final Answers answers;
    private final Sources sources;
    private final ConnectorLinks links;
    private final SnapshotWriter snapshots;
    private final PlantOutcomes outcomes;
    private final PlantClock beat;
    private final Recovery.Report recovered;
    private final long firstSequence;
    private final long startedNs;
    private volatile boolean isClosed;

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
        declarations = new MachineDeclarations(context.machineTypes());
        Recovery recovery = Recovery.run(
                () -> new Logic(context.machineTypes(), outbox, accounting, errors),
                outbox,
                context.journalStore(),
                context.snapshotStore());
        logic = recovery.logic();
        recovered = recovery.report();
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
        notes = new ControlPublisher(ring, clock, accounting, accounting.register("notes"));
        configurations = new ConfigurationDesk(
                logic, context.machineTypes().values(), context.connectorProviders(), control, this::isFenced);
        sources = new Sources(ring, clock, accounting);
        links = new ConnectorLinks(
                context.connectorProviders(),
                sources,
                answers,
                errors,
                context.dataFolder(),
                context.serving(this),
                context.mode() != ThreadingMode.INVOKER);
        snapshots = new SnapshotWriter(context.snapshotStore(), errors);
        outcomes = new PlantOutcomes(
                marks,
                desk,
                answers,
                snapshots,
                links,
                configurations,
                new MachineDesk(context.machineWork(), answers),
                this::machineDeclaration,
                logic.site(),
                this::isUnrecorded);
        pipeline = new Pipeline(
                context.mode(),
                context.idle(),
                ring,
                last,
                logic,
                outbox,
                journal,
                context.durability(),
                outcomes,
                errors,
                clock);
        findings = new PlantFindings(pipeline, ring, journal, errors, recovered, logic::site);
        beat = new PlantClock(
                control, answers, context.monotonicNs(), logic::smallestIntervalNs, context.snapshotIntervalNs());
    }

    private void start() {
        SitePlan present = logic.site();
        SitePlan next = present.next(context.site());
        context.forgetSite();
        if (!present.isSameAs(next)) {
            control.tryConfiguration(AT_START.encode(next), logic.compile(next));
        }
        control.tryStart(context.wallClockNs().getAsLong(), context.epochInfo().encode());
        marks.ensure(present.tagCount());
        if (next.tagCount() > MANY_TAGS) {
            System.gc(); // reading a big site leaves much garbage: now it goes, before anybody waits for a stage
        }
        pipeline.start();
        if (!pipeline.drain(DRAIN_MS * 10)) {
            throw new IllegalStateException("the stages did not take the configuration within 30 s: " + errors.lines());
        }
        links.start(outcomes.site());
        if (context.mode() != ThreadingMode.INVOKER) {
            beat.start();
        }
    }

    /** A new source of updates; one thread publishes through it. Thread: at assembly, and in tests. */
    public SourcePublisher publisher(String name, Backpressure policy) {
        return sources.open(name, policy);
    }

    /** The site as it is configured and journaled, with its ids. */
    public SitePlan site() {
        return outcomes.site();
    }

    /**
     * Makes the site what is defined, at once or not at all, without a stop; state is kept by name. Checking and compiling
     * are done here and take seconds for a large site. The future completes when the configuration is journaled, in the
     * OUTCOMES thread; go on elsewhere from there.
     *
     * @param expectedVersion version of {@link #site()} that it was made for; refused when that has moved
     */
    public CompletableFuture<ConfigurationOutcome> configure(
            SiteDefinition wanted, int expectedVersion, Revision revision) {
        return configurations.configure(present -> wanted, expectedVersion, revision);
    }

    /** What {@link #configure} would find unsound; empty when it would take it. Thread: any. */
    public List<SiteProblem> check(SiteDefinition wanted) {
        return configurations.check(wanted);
    }

    /**
     * The same for some definitions only.
     *
     * @throws IllegalArgumentException when something is to be removed that is not there
     */
    public CompletableFuture<ConfigurationOutcome> configure(
            SiteChange change, int expectedVersion, Revision revision) {
        return configurations.configure(change::applyTo, expectedVersion, revision);
    }

    /**
     * Ends a connector and starts it again; its link is UNAVAILABLE in between. Completes with true when it has been
     * started, false when there is none of that name that is enabled. Thread: any.
     */
    public CompletableFuture<Boolean> restartConnector(String connector) {
        return links.restart(connector);
    }

    /** What a machine has and can do. Thread: any. */
    public MachineDeclaration machineDeclaration(int machineId) {
        return declarations.of(site(), machineId);
    }

    /** What a machine of a type written in Java has and can do, null when there is no such type. Thread: any. */
    public MachineDeclaration machineType(String type) {
        return declarations.ofType(type);
    }

    /** What the machine's last failed step threw, empty when none has since the start. */
    public String machineError(int machineId) {
        return errors.machine(machineId);
    }

    /** The machine's longest step since the start that has ended, ns. */
    public long longestStepNs(int machineId) {
        return pipeline.machines().longestNs(machineId);
    }

    public CvtReader values() {
        return logic.values();
    }

    public AlarmReader alarms() {
        return logic.alarms();
    }

    /** Live alarm figures. */
    public AlarmFiguresReader alarmFigures() {
        return logic.alarmFigures();
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

    /**
     * Puts on record what is no command. False when the ring has no room, the journal can not be written, or the plant has
     * been closed; the note is the caller's still then. Thread: any; never waits.
     */
    public boolean tryNote(Note note) {
        return !isClosed && !isFenced() && notes.tryNote(note.encode());
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

    /** Last event that is on disk with all before it. */
    public long durableSequence() {
        return pipeline.durableSequence();
    }

    ConnectorLinks links() {
        return links;
    }

    ThreadingMode mode() {
        return context.mode();
    }

    /** Of threads that are no stage. */
    void onError(String place, Throwable error) {
        errors.onError(place, pipeline.lastSequence(), error);
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
        links.beat();
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
        MachineWatch.RunningStep step = pipeline.machines().running();
        List<String> reasons = findings.reasons(step);
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
                sources.status(pipeline.inFlight(accounting.sources())),
                findings.stages(),
                links.status(),
                step,
                findings.journal(),
                new PlantStatus.RingStatus(ring.size(), ring.room()),
                new PlantStatus.Vitals(!pipeline.isFenced(), pipeline.endedStages()));
    }

    /** A connector, empty when there is none of that name, and for a moment while it is started again. */
    public Optional<PlantConnector> connector(String name) {
        ConnectorLink link = links.of(site().connectorId(name));
        return link == null ? Optional.empty() : Optional.of(new PlantConnector(link));
    }

    /** State of a connector's link as journaled, UNKNOWN when there is none of that name. */
    public LinkState link(String connector) {
        ConnectorLink link = links.named(connector);
        return link == null ? LinkState.UNKNOWN : link.state();
    }

    /** Stops acquisition, takes a last snapshot, journals what is in the ring and ends all threads. */
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        links.close();
        beat.close();
        answers.drain();
        pipeline.drain(DRAIN_MS);
        snapshots.awaitIdle();
        control.trySnapshot();
        pipeline.drain(DRAIN_MS);
        sources.close();
        pipeline.close();
        snapshots.close();
        desk.close();
        configurations.close();
    }
}
