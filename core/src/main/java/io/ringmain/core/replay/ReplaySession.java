package io.ringmain.core.replay;

import io.ringmain.core.alarm.AlarmFiguresReader;
import io.ringmain.core.alarm.AlarmReader;
import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.logic.AlarmSpan;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.logic.StateCapture;
import io.ringmain.core.machine.MachineDeclaration;
import io.ringmain.core.machine.MachineReader;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.site.EpochInfo;
import io.ringmain.core.site.SitePlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A site's past, executed again through the same LOGIC in a state of its own: from any place of the journal, event by event,
 * to any other place. It writes nothing and reaches no device.
 *
 * <p>Thread: its owner; the readers of values, alarms and machines from any. Allocates: a whole state at open.
 */
public final class ReplaySession implements AutoCloseable {
    private static final int OUTBOX_RESULTS = 16 * 1024;
    /** An epoch begins with its START, or with a configuration before it. */
    private static final int START_WITHIN = 8;

    private final ReplaySource source;
    private final EpochInfo present;
    private final List<String> mismatches = new ArrayList<>();
    private Outbox outbox;
    private Comparison comparison;
    private Logic logic;
    private StartingState start;
    private JournalFeed feed;
    private final Result result = new Result();
    private boolean hasNext;
    private boolean isExecuted;
    private long events;
    private volatile boolean isStopped;

    private ReplaySession(ReplaySource source) {
        this.source = source;
        this.present = new EpochInfo(Logic.VERSION, Runtime.version().toString(), source.jars());
    }

    /**
     * Brings up the state before the first event at that place; the next event executed is that one.
     *
     * @throws ReplayException when the place lies before all that is kept
     */
    public static ReplaySession open(ReplaySource source, ReplayPoint place) {
        return open(source, place, ReplayListener.NONE);
    }

    /**
     * The same, showing what is executed on the way.
     *
     * @param onTheWay is told of every event between the snapshot and the place; may throw to give it up
     */
    public static ReplaySession open(ReplaySource source, ReplayPoint place, ReplayListener onTheWay) {
        ReplaySession session = new ReplaySession(source);
        session.begin(place, true);
        boolean isOpen = false;
        try {
            session.runBefore(place, onTheWay);
            isOpen = true;
            return session;
        } finally {
            if (!isOpen) {
                session.close();
            }
        }
    }

    /** The same in the state from which that place is reached, with nothing executed yet and everything to be compared. */
    static ReplaySession openComparing(ReplaySource source, ReplayPoint place) {
        ReplaySession session = new ReplaySession(source);
        session.begin(place, true);
        session.comparison = new Comparison(session.outbox);
        return session;
    }

    /**
     * Brings up the state from which that place is reached, with nothing executed yet, for an owner that goes there in steps
     * of its own. No other thread than the owner's reads the journal.
     *
     * @throws ReplayException when the place lies before all that is kept
     */
    public static ReplaySession openNear(ReplaySource source, ReplayPoint place) {
        ReplaySession session = new ReplaySession(source);
        session.begin(place, false);
        return session;
    }

    private void begin(ReplayPoint place, boolean isAhead) {
        start = StartingState.before(place, source, this::fresh);
        logic = start.logic();
        compareBegunEpoch();
        long next = start.sequence() + 1;
        feed = isAhead ? JournalFeed.openAhead(source.journal(), next) : JournalFeed.open(source.journal(), next);
        hasNext = false;
        isExecuted = false;
    }

    private Logic fresh() {
        outbox = new Outbox(OUTBOX_RESULTS);
        return new Logic(source.machinesByType(), outbox, new Accounting(), (stage, sequence, error) -> {});
    }

    private void runBefore(ReplayPoint place, ReplayListener onTheWay) {
        while (!isStopped && hasNext() && !place.isReached(feed.event().sequence, feed.event().ingressTimeNs)) {
            execute();
            onTheWay.onExecuted(this);
        }
    }

    /** Goes to the state before the first event at a place, forwards or backwards. */
    public void seek(ReplayPoint place) {
        if (place.isReached(logic.lastSequence(), logic.ringTimeNs())) {
            feed.close();
            begin(place, true);
        }
        runBefore(place, ReplayListener.NONE);
    }

    /**
     * Looks whether another event is recorded, without executing it; false at the end for now.
     *
     * @throws ReplayException when the journal does not go on without a gap
     */
    public boolean hasNext() {
        if (!hasNext || isExecuted) {
            hasNext = feed.next();
            isExecuted = false;
            String tear = feed.takeTear();
            if (tear != null) {
                if (comparison == null) {
                    throw new ReplayException(tear);
                }
                comparison.onTear(tear);
            }
        }
        return hasNext;
    }

    /** Executes the event that {@link #hasNext} has found. */
    public void execute() {
        if (!hasNext()) {
            throw new IllegalStateException("there is no event to execute");
        }
        Event event = feed.event();
        if (event.kind == EventKind.START) {
            compareEpoch(event);
        }
        isExecuted = true;
        if (comparison != null && !comparison.isSame()) {
            return;
        }
        outbox.release(outbox.tail());
        if (comparison == null) {
            logic.onEvent(event);
        } else {
            comparison.before(event);
            logic.onEvent(event);
            comparison.after(event, feed);
        }
        events++;
    }

    /** Has {@link #step} and {@link #runTo} end before the next event. Thread: any. */
    public void stop() {
        isStopped = true;
    }

    public boolean isStopped() {
        return isStopped;
    }

    /** Executes the next event when there is one that does not stand behind that place. */
    public boolean step(ReplayPoint to) {
        if (isStopped || !hasNext() || to.isPassed(feed.event().sequence, feed.event().ingressTimeNs)) {
            return false;
        }
        execute();
        return true;
    }

    /** Executes all events up to a place, that place included; gives how many. */
    public long runTo(ReplayPoint to, ReplayListener listener) {
        long before = events;
        while (step(to)) {
            listener.onExecuted(this);
        }
        return events - before;
    }

    /** The epoch in which the snapshot stands has its START before it. */
    private void compareBegunEpoch() {
        long begin = start.sequence() == 0 ? 0 : source.journal().epochBegin(start.sequence());
        if (begin == 0) {
            return;
        }
        try (JournalFeed head = JournalFeed.open(source.journal(), begin)) {
            for (int i = 0; i < START_WITHIN && head.next() && head.event().sequence <= start.sequence(); i++) {
                if (head.event().kind == EventKind.START) {
                    compareEpoch(head.event());
                    return;
                }
            }
        } catch (RuntimeException e) {
            // What is damaged there is not needed for anything else.
            mismatches.add(
                    "epoch that begins at sequence " + begin + ": what executed it can not be read: " + e.getMessage());
        }
    }

    /** What executed the epoch is named before anything that came of it. */
    private void compareEpoch(Event event) {
        for (String line : EpochInfo.decode(event.configuration).differencesTo(present)) {
            String told = "epoch that begins at sequence " + event.sequence + ": " + line;
            if (!mismatches.contains(told)) {
                mismatches.add(told);
            }
        }
    }

    /** The event that was executed last, or that {@link #hasNext} has found; valid until the next call of that. */
    public Event event() {
        return feed.event();
    }

    /** How many results came of the event that was executed last. */
    public int resultCount() {
        return (int) (feed.event().resultsTo - feed.event().resultsFrom);
    }

    /** One of them, in a flyweight that the next call moves. */
    public Result result(int index) {
        return outbox.wrap(feed.event().resultsFrom + index, result);
    }

    Comparison comparison() {
        return comparison;
    }

    /** Events executed since the session was opened, those before the place asked for included. */
    public long events() {
        return events;
    }

    /** Name of the snapshot from which the state was made, empty when it was made from the first event on. */
    public String snapshot() {
        return start.snapshot();
    }

    /** Last event in that snapshot, 0 when there is none. */
    public long snapshotSequence() {
        return start.sequence();
    }

    /** Snapshots that could not be used, each with its reason. */
    public List<String> unusableSnapshots() {
        return List.copyOf(start.unusable());
    }

    /** Where the program is another one than that of an epoch, a line each. */
    public List<String> mismatches() {
        return List.copyOf(mismatches);
    }

    /** The configuration at this moment. */
    public SitePlan site() {
        return logic.site();
    }

    public long ringTimeNs() {
        return logic.ringTimeNs();
    }

    /** Last event in the present state, 0 when none. */
    public long lastSequence() {
        return logic.lastSequence();
    }

    /** Hash of the whole present state. */
    public long stateHash() {
        return logic.stateHash();
    }

    public CvtReader values() {
        return logic.values();
    }

    public AlarmReader alarms() {
        return logic.alarms();
    }

    /** Figures since the data folder was made; {@link AlarmSpan} counts a span. */
    public AlarmFiguresReader alarmFigures() {
        return logic.alarmFigures();
    }

    public MachineReader machines() {
        return logic.machines();
    }

    /** Ring time at which something happens by itself, {@link Long#MAX_VALUE} when nothing will. */
    public long nextDeadlineNs() {
        return logic.nextDeadlineNs();
    }

    /** What a configured machine has and can do, null when there is none of that id. */
    public MachineDeclaration machineDeclaration(int machineId) {
        return logic.machineDeclaration(machineId);
    }

    /**
     * LOGIC in the present state, which goes its own way from here.
     *
     * @param forkOutbox its results
     * @param errors what goes wrong in it
     */
    public Logic fork(Outbox forkOutbox, StageErrors errors) {
        Logic copy = new Logic(source.machinesByType(), forkOutbox, new Accounting(), errors);
        if (logic.lastSequence() == 0) {
            return copy;
        }
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        try {
            writeState(image);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        copy.load(new ByteArrayInputStream(image.toByteArray()));
        return copy;
    }

    /** Writes the present state as a snapshot; there has to be one, behind at least one event. */
    public void writeState(OutputStream out) throws IOException {
        try (StateCapture capture = logic.capture()) {
            capture.writeTo(out);
        }
    }

    @Override
    public void close() {
        feed.close();
    }
}
