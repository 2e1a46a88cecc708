package io.ringmain.core.whatif;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.StageErrors;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.site.SitePlan;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * LOGIC under the other configuration. A tick that had no effect is not recorded, but may have one now: the clock's beats
 * are added where a timer is due that the recorded run did not have.
 *
 * <p>Thread: one.
 */
final class OtherRun implements StageErrors {
    /** The recorded clock beats at least every 10 ms: what was due twice as long before an event was due without one. */
    private static final long BEAT_NS = 20_000_000L;

    private static final int OUTBOX_RESULTS = 16 * 1024;
    private static final int MOST_ERRORS = 20;

    private final Outbox outbox = new Outbox(OUTBOX_RESULTS);
    private final Result result = new Result();
    private final Event own = new Event();
    private final Set<String> errors = new LinkedHashSet<>();
    private Logic logic;
    private Consumer<Result> results;
    private long lastSequence;
    private long addedTicks;

    /** @param state the recorded state at the begin of the span */
    void begin(BiFunction<Outbox, StageErrors, Logic> state) {
        logic = state.apply(outbox, this);
    }

    /** Who is told of every result from now on. */
    void tell(Consumer<Result> listener) {
        results = listener;
    }

    /** Makes the site the other one, in the state that is kept by name. */
    void configure(SiteDefinition other, long sequence, long ringTimeNs) {
        SitePlan plan = logic.site().next(other);
        own.reset(EventKind.CONFIG, 0, 0);
        own.attachment = logic.compile(plan);
        own.sequence = Math.max(1, sequence);
        own.ingressTimeNs = ringTimeNs;
        take(own);
    }

    void execute(Event event) {
        take(event);
        lastSequence = event.sequence;
    }

    private void take(Event event) {
        outbox.release(outbox.tail());
        logic.onEvent(event);
        for (long at = event.resultsFrom; at < event.resultsTo && results != null; at++) {
            results.accept(outbox.wrap(at, result));
        }
    }

    /**
     * Lets happen by itself what would have happened before a time.
     *
     * @param recordedDeadlineNs when the recorded run would have done something by itself: later than that its clock did not
     *     beat as it should have
     */
    void catchUp(long ringTimeNs, long recordedDeadlineNs) {
        long dueNs = logic.nextDeadlineNs();
        while (dueNs < ringTimeNs - BEAT_NS && dueNs < recordedDeadlineNs) {
            own.reset(EventKind.TICK, 0, 0);
            own.sequence = Math.max(1, lastSequence);
            own.ingressTimeNs = dueNs;
            take(own);
            addedTicks++;
            long nextNs = logic.nextDeadlineNs();
            if (nextNs <= dueNs && own.resultsTo == own.resultsFrom) {
                // What is due waits for an event, not for time.
                return;
            }
            dueNs = nextNs;
        }
    }

    Logic logic() {
        return logic;
    }

    long addedTicks() {
        return addedTicks;
    }

    Set<String> errors() {
        return errors;
    }

    @Override
    public void onError(String stage, long sequence, Throwable error) {
        if (errors.size() < MOST_ERRORS) {
            errors.add("sequence " + sequence + ": " + error);
        }
    }
}
