package io.ringmain.core.logic;

import io.ringmain.core.alarm.AlarmFiguresReader;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.machine.Machine;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.site.SitePlan;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * What an event does: timers that are due, then follow-up work, then the event itself. The state that results is a function
 * of the events alone, so that a replay of the journal gives the same.
 *
 * <p>Thread: LOGIC. Owns: the state. Allocates: nothing an update; for commands, configurations and snapshots.
 */
public final class Logic {
    /** The state hash is put into every event whose sequence is a multiple of this. */
    public static final int HASH_INTERVAL = 4096;

    /** What is no tag's id. */
    public static final int NO_TAG = -1;

    /** Raised when the same events give another state or other results than before. */
    public static final int VERSION = 1;

    /** Most results of one event; the outbox must have room for as many before an event is taken. */
    public static final int MAX_RESULTS = 4095;

    /** Timers and follow-up work stop here and go on in the next event, so that the event itself always fits. */
    private static final int TIMER_RESULTS = 1024;

    private static final int SWEEP_RESULTS = 2048;

    /** Designed suppression stops here and goes on in the next event; an alarm has at most a few results. */
    private static final int SUPPRESSION_RESULTS = 3584;

    /** Derived tags stop here, after the event itself, so that one more with its alarms always fits. */
    private static final int DERIVED_RESULTS = 3072;

    /** Alarms over several tags stop here, before designed suppression. */
    private static final int SETTLED_RESULTS = 3072;

    private final Map<String, Machine> machineTypes;
    private final Outbox outbox;
    private final Accounting accounting;
    private final StageErrors errors;
    private final LogicState state = new LogicState();
    private StateCapture capture;
    private final AlarmRegions regions;
    private final AlarmEvaluator alarms;
    private final AlarmSuppression suppression;
    private final TagTimers tagTimers;
    private final TagWriter writer;
    private final LateValues late;
    private final LinkSweep sweep;
    private final Commands commands;
    private final MachineStepper machines;
    private final MachineCommands machineCommands;
    private final DerivedTags derived;

    /** @param machineTypes machines by the name of their type */
    public Logic(Map<String, Machine> machineTypes, Outbox outbox, Accounting accounting, StageErrors errors) {
        this.machineTypes = Map.copyOf(machineTypes);
        this.outbox = outbox;
        this.accounting = accounting;
        this.errors = errors;
        regions = new AlarmRegions(state.alarms, state.alarmGroups, state.figures, state.timers, outbox);
        alarms = new AlarmEvaluator(state.values, state.alarms, state.alarmConditions, state.timers, regions);
        tagTimers = new TagTimers(state.conditions, state.timers);
        suppression = new AlarmSuppression(state, regions, outbox);
        SourceTimes times = new SourceTimes(accounting);
        writer = new TagWriter(state, tagTimers, times, alarms, outbox);
        late = new LateValues(state.values, new Conditioner(state.conditions, tagTimers), times, outbox);
        sweep = new LinkSweep(state.links, writer, outbox);
        machineCommands = new MachineCommands(state, outbox);
        PriorValue prior = new PriorValue(state.values, state.machineSettings);
        commands = new Commands(
                state.commands,
                new TagCommands(writer, prior, outbox),
                new AlarmCommands(regions, alarms),
                machineCommands,
                prior,
                state.timers,
                outbox);
        machines = new MachineStepper(state, writer, outbox, errors);
        derived = new DerivedTags(state, writer, outbox);
    }

    /** Has every machine's step watched. Thread: before LOGIC runs. */
    public void watch(StepWatch observer) {
        machines.watch(observer);
    }

    /** Smallest interval of any machine, {@link Long#MAX_VALUE} when there is none. Thread: any. */
    public long smallestIntervalNs() {
        return machineCommands.smallestIntervalNs();
    }

    /** Compiles a plan for a CONFIG event. Thread: any. */
    public LogicPlan compile(SitePlan site) {
        return new LogicPlan(site, machineTypes);
    }

    /**
     * Takes one event: raises its ingress time to ring time and fills its result fields. The outbox has room for
     * {@link #MAX_RESULTS}.
     */
    public void onEvent(Event event) {
        if (event.ingressTimeNs > state.ringTimeNs) {
            state.ringTimeNs = event.ingressTimeNs;
        }
        event.ingressTimeNs = state.ringTimeNs;
        long from = outbox.tail();
        long changes = state.hash.changes();
        event.disposition = Event.APPLIED;
        event.cause = 0;
        event.resultsFrom = from;
        long done = from;
        derived.onEventBegins();
        try {
            // What ran out while nobody watched waits until the epoch has begun: it may have to begin again.
            boolean isBeginning = event.kind == EventKind.START || event.kind == EventKind.CONFIG;
            if (!isBeginning && state.ringTimeNs >= state.timers.nextDeadlineNs()) {
                runTimers(event.sequence, from);
                done = outbox.tail();
            }
            if (sweep.isPending()) {
                sweep.run(from + SWEEP_RESULTS, state.ringTimeNs, event.sequence);
                done = outbox.tail();
            }
            if (derived.isPending()) {
                derived.run(from + SWEEP_RESULTS, state.ringTimeNs, event.sequence);
                done = outbox.tail();
            }
            apply(event);
            if (derived.isPending()) {
                derived.run(from + DERIVED_RESULTS, state.ringTimeNs, event.sequence);
            }
            if (!isBeginning && !derived.isPending() && state.ringTimeNs >= state.timers.nextDeadlineNs()) {
                settleAlarms(event.sequence, from);
            }
            suppression.run(from + SUPPRESSION_RESULTS, state.ringTimeNs, event.sequence);
        } catch (RuntimeException | Error e) {
            // What timers and follow-up work did has happened and stays told.
            outbox.rewind(done);
            state.closeOpenRecords();
            suppression.postpone(state.ringTimeNs);
            if (event.kind == EventKind.COMMAND && event.command != null) {
                commands.onFailure(event);
            }
            TagWriter.quarantine(event, Quality.BAD_INTERNAL_ERROR);
            errors.onError("LOGIC", event.sequence, e);
        }
        state.pendingDerivations.keep();
        event.resultsTo = outbox.tail();
        state.lastSequence = event.sequence;
        event.hasHash = event.sequence % HASH_INTERVAL == 0;
        event.stateHash = event.hasHash ? stateHash() : 0;
        event.isEffectless = event.kind == EventKind.TICK
                && !event.hasHash
                && event.resultsTo == from
                && state.hash.changes() == changes
                && event.disposition == Event.APPLIED;
        accounting.countDisposed(event.source, event.disposition);
    }

    /**
     * Reads of what updates of these tags will look at and changes nothing, so that the memory is near when they are taken.
     * Short loops: the more of their reads a processor looks ahead to, the more it waits for at the same time.
     *
     * @param tagIds tags, known or not
     * @return nothing of use, but the reads are there for it
     */
    public long touch(int[] tagIds, int count) {
        return state.values.records().touch(tagIds, count) + state.plan.tags().touch(tagIds, count);
    }

    /** Alarms over several tags, now that all that the event changes is known. */
    private void settleAlarms(long sequence, long from) {
        while (state.ringTimeNs >= state.timers.nextDeadlineNs()
                && state.timers.nextKind() == TimerQueue.CONDITION
                && outbox.tail() < from + SETTLED_RESULTS) {
            alarms.onTimer(state.timers.nextId(), state.ringTimeNs, sequence);
        }
    }

    private void runTimers(long sequence, long from) {
        long until = from + TIMER_RESULTS;
        while (state.ringTimeNs >= state.timers.nextDeadlineNs() && outbox.tail() < until && !derived.isExhausted()) {
            int id = state.timers.nextId();
            if (state.timers.nextKind() == TimerQueue.CONDITION && derived.isPending()) {
                // Alarms over several tags wait until all that is derived has followed.
                derived.run(until, state.ringTimeNs, sequence);
                continue;
            }
            switch (state.timers.nextKind()) {
                case TimerQueue.ALARM -> alarms.onDelayOver(id, state.ringTimeNs, sequence);
                case TimerQueue.SHELF -> regions.onShelf(id, state.ringTimeNs, sequence);
                case TimerQueue.REALARM -> regions.onReAlarm(id, state.ringTimeNs, sequence);
                case TimerQueue.STALE -> tagTimers.onDue(id, state.ringTimeNs, sequence, writer);
                case TimerQueue.CONDITION -> alarms.onTimer(id, state.ringTimeNs, sequence);
                case TimerQueue.SUPPRESSION -> suppression.onTimer(id, until, state.ringTimeNs, sequence);
                case TimerQueue.MACHINE -> machines.step(id, state.ringTimeNs, sequence, from);
                case TimerQueue.CONFIRMATION -> machineCommands.onConfirmationOver(id, state.ringTimeNs);
                case TimerQueue.DERIVED -> derived.onTick(id, state.ringTimeNs);
                default -> commands.onTimeout(id);
            }
            if (derived.isPending()) {
                derived.run(until, state.ringTimeNs, sequence);
            }
        }
    }

    private void apply(Event event) {
        switch (event.kind) {
            case EventKind.UPDATE -> writer.onUpdate(event, sweep.isPending());
            case EventKind.BACKFILL -> late.onBackfill(event);
            case EventKind.TICK -> {}
            case EventKind.LINK -> onLink(event);
            case EventKind.COMMAND -> commands.onCommand(event);
            case EventKind.ANSWER -> commands.onAnswer(event);
            case EventKind.RESULT -> machineCommands.onResult(event);
            case EventKind.CONFIG -> onConfig(event);
            case EventKind.START -> onStart(event);
            case EventKind.SNAPSHOT, EventKind.NOTE -> {}
            default -> throw new IllegalArgumentException("event of unknown kind " + event.kind);
        }
    }

    private void onLink(Event event) {
        if (event.target < 0 || event.target >= state.plan.connectorCount()) {
            TagWriter.quarantine(event, Quality.BAD_NODE_ID_UNKNOWN);
            return;
        }
        sweep.onLink(event.target, (int) event.valueBits, event.ingressTimeNs, event.sequence);
    }

    private void onStart(Event event) {
        commands.onStart(event.resultsFrom + SWEEP_RESULTS + TIMER_RESULTS, event.ingressTimeNs);
        machineCommands.onStart();
        alarms.restartDelays(event.ingressTimeNs);
        suppression.onStart(event.ingressTimeNs);
        tagTimers.restart(event.ingressTimeNs);
        derived.onStart(event.ingressTimeNs);
        sweep.onStart(event.ingressTimeNs, event.sequence);
    }

    private void onConfig(Event event) {
        LogicPlan next = event.attachment instanceof LogicPlan compiled
                ? compiled
                : compile(SitePlan.decode(event.configuration));
        if (next.site().version() != state.plan.site().version() + 1) {
            TagWriter.quarantine(event, Quality.BAD_INVALID_STATE);
            return;
        }
        Reconfiguration.apply(state, next, event.ingressTimeNs);
        use(next);
    }

    private void use(LogicPlan plan) {
        state.plan = plan;
        state.figures.use(plan);
        regions.use(plan);
        suppression.use(plan);
        alarms.use(plan);
        writer.use(plan);
        late.use(plan);
        tagTimers.use(plan);
        commands.use(plan);
        machines.use(plan);
        sweep.use(plan);
        derived.use(plan);
    }

    /** The state after the SNAPSHOT event that has just been taken; null while an earlier one is not over. */
    public StateCapture capture() {
        if (capture != null && !capture.isOver()) {
            return null;
        }
        state.commandsTaken = commands.taken();
        capture = new StateCapture(state, stateHash());
        return capture;
    }

    /**
     * Takes over a state. Thread: before LOGIC runs; when it fails this instance is of no use any more.
     *
     * @throws DamagedSnapshotException when it is of another format or does not give the hash it says
     */
    public void load(InputStream image) {
        long expected;
        try {
            expected = StateImage.load(state, image, this::compile);
        } catch (IOException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new DamagedSnapshotException(e.toString(), e);
        }
        commands.taken(state.commandsTaken);
        use(state.plan);
        if (stateHash() != expected) {
            throw new DamagedSnapshotException("it does not give the state hash that it says");
        }
    }

    /** Hash of everything that LOGIC reads. */
    public long stateHash() {
        long hash = state.hash.sum();
        hash = StateHash.mix(hash + state.ringTimeNs);
        hash = StateHash.mix(hash + commands.taken());
        return StateHash.mix(hash + state.plan.site().version());
    }

    /** Whether the incremental hash is what all records together give; true at any time, or LOGIC is wrong. */
    public boolean isHashConsistent() {
        return state.hash.sum() == state.fullSum();
    }

    public long ringTimeNs() {
        return state.ringTimeNs;
    }

    /** Ring time at which something happens by itself, {@link Long#MAX_VALUE} when nothing will. Thread: LOGIC. */
    public long nextDeadlineNs() {
        return state.timers.nextDeadlineNs();
    }

    /** What a configured machine has and can do, null when there is none of that id. Thread: LOGIC. */
    public MachineDeclaration machineDeclaration(int machineId) {
        return machineId < 0 || machineId >= state.plan.machineCount() || state.plan.machine(machineId) == null
                ? null
                : state.plan.machine(machineId).declaration();
    }

    /** Last event taken, 0 when none. */
    public long lastSequence() {
        return state.lastSequence;
    }

    /** The plan in use. Thread: any, may be one event behind. */
    public SitePlan site() {
        return state.plan.site();
    }

    public CvtReader values() {
        return state.values;
    }

    public AlarmReader alarms() {
        return state.alarms;
    }

    public AlarmFiguresReader alarmFigures() {
        return state.figures;
    }

    public MachineReader machines() {
        return state.machines;
    }
}
