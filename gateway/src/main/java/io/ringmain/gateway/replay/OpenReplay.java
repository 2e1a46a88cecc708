package io.ringmain.gateway.replay;

import io.ringmain.core.replay.ReplayException;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySession;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * One replay: a state of its own, a moment, and where it is going. It is given time in slices.
 *
 * <p>Thread: that of the replays; {@link #status} any. Owns: its session.
 */
final class OpenReplay {
    /** Playing ends so long before the present, where the journal has everything. */
    private static final long BEHIND_NS = TimeUnit.SECONDS.toNanos(1);

    private static final int EVENTS_PER_LOOK = 64;
    /** Coming that way again executes at most so many events. */
    private static final int KEEP_EVENTS = 100_000;

    private final String id;
    private final String user;
    private final Recording recording;
    private final ReplaySource source;
    private final KeptStates kept;
    private final LongSupplier nanoTime;
    private final long createdNs;
    private final PlayClock clock = new PlayClock();
    private final ReplayChanges changes;
    private final WaitingReads waiting = new WaitingReads();
    private ReplaySession session;
    private ReplayPhase phase = ReplayPhase.PAUSED;
    private Problem problem;
    private CompletableFuture<ReplayStatus> arrival = new CompletableFuture<>();
    private double speed;
    private long atNs;
    private long targetNs;
    private long begunNs;
    private long mustReach;
    private long fromNs;
    private long toNs;
    private int sinceKept;
    private volatile ReplayStatus status;

    OpenReplay(String id, String user, Recording recording, KeptStates kept, LongSupplier nanoTime) {
        this.id = id;
        this.user = user;
        this.recording = recording;
        this.kept = kept;
        this.nanoTime = nanoTime;
        changes = new ReplayChanges(id);
        source = recording.source().withSnapshots(kept);
        createdNs = recording.nowNs().getAsLong();
        atNs = createdNs;
        fromNs = Long.MAX_VALUE;
        tell();
    }

    String id() {
        return id;
    }

    String user() {
        return user;
    }

    boolean isFailed() {
        return phase == ReplayPhase.FAILED;
    }

    /** As of the last change. Thread: any. */
    ReplayStatus status() {
        return status;
    }

    /** Null while there is nothing to be seen. Thread: any. */
    ReplayWatch.Shown shown() {
        return changes.shown();
    }

    boolean isWatched() {
        return changes.isWatched();
    }

    /** Thread: any. */
    void remove(ReplayWatch watch) {
        changes.remove(watch);
    }

    // ---- what is asked for ---------------------------------------------------------------------------------------

    /**
     * Goes to a moment; the future completes on arrival.
     *
     * @throws Problem when there is no such moment
     */
    CompletableFuture<ReplayStatus> seek(long wantedNs) {
        toNs = recording.nowNs().getAsLong();
        requireRecorded(wantedNs);
        abandon(new Problem(409, "replay-moved", "The replay has been sent elsewhere."));
        mustReach = recording.publishedSequence().getAsLong();
        targetNs = wantedNs;
        problem = null;
        arrival = new CompletableFuture<>();
        phase = ReplayPhase.SEEKING;
        changes.hide();
        begunNs = Long.MIN_VALUE;
        tell();
        return arrival;
    }

    private void requireRecorded(long wantedNs) {
        if (wantedNs < fromNs) {
            fromNs = source.earliestNs();
        }
        if (wantedNs >= fromNs && wantedNs <= toNs) {
            return;
        }
        String detail = Times.rfc3339(wantedNs) + " can not be chosen: what is kept goes from "
                + (fromNs == Long.MAX_VALUE ? "now" : Times.rfc3339(fromNs)) + " to " + Times.rfc3339(toNs) + ".";
        if (wantedNs < fromNs && !source.isWhole()) {
            throw new Problem(410, "span-not-kept", detail);
        }
        throw new Problem(422, "at-not-recorded", detail);
    }

    /** @param factor how many times as fast as it was, above 0 */
    void play(double factor) {
        speed = factor;
        if (phase != ReplayPhase.SEEKING) {
            requireUsable();
            clock.start(speed, atNs, nanoTime.getAsLong());
            phase = ReplayPhase.PLAYING;
        }
        tell();
    }

    void pause() {
        speed = 0;
        if (phase == ReplayPhase.PLAYING) {
            phase = ReplayPhase.PAUSED;
        }
        tell();
    }

    /** Executes some events, at most as many as are recorded. */
    void step(int events) {
        requireUsable();
        if (phase == ReplayPhase.SEEKING) {
            throw new Problem(
                    409, "replay-seeking", "The replay is on its way; it can be stepped when it has arrived.");
        }
        pause();
        guard(() -> {
            phase = ReplayPhase.PAUSED;
            for (int i = 0; i < events; i++) {
                if (!session.hasNext()) {
                    phase = ReplayPhase.ENDED;
                    break;
                }
                executeSeen();
            }
        });
        tell();
    }

    /** Calls with the replay at its moment, when it has one. */
    <T> CompletableFuture<T> read(Function<ReplayMoment, T> reader) {
        requireUsable();
        return waiting.add(
                phase != ReplayPhase.SEEKING,
                () -> new ReplayMoment(id, atNs, session.lastSequence(), new ReplayedState(session)),
                reader);
    }

    /** Watches from its moment on, when it has one. */
    CompletableFuture<ReplayWatch> watch() {
        return read(moment -> {
            ReplayWatch watch = new ReplayWatch(this);
            changes.add(watch);
            return watch;
        });
    }

    private void requireUsable() {
        if (problem != null) {
            throw problem;
        }
    }

    // ---- what is done --------------------------------------------------------------------------------------------

    /**
     * Goes on for a slice of time; true when there is more to do at once.
     *
     * @param untilNanoTime end of the slice by the system's clock
     */
    boolean work(long untilNanoTime) {
        boolean[] isBusy = {false};
        if (phase == ReplayPhase.SEEKING) {
            guard(() -> isBusy[0] = goOn(untilNanoTime));
        } else if (phase == ReplayPhase.PLAYING) {
            guard(() -> isBusy[0] = playOn(untilNanoTime));
        } else {
            return false;
        }
        tell();
        return isBusy[0];
    }

    private boolean goOn(long untilNanoTime) {
        ReplayPoint behind = ReplayPoint.time(targetNs + 1);
        if (begunNs == Long.MIN_VALUE) {
            begin(behind);
        }
        for (int i = 1; i % EVENTS_PER_LOOK != 0 || System.nanoTime() < untilNanoTime; i++) {
            // looked at first: what is journaled by now is read then
            boolean isAllThere = recording.journaledSequence().getAsLong() >= mustReach;
            if (!session.hasNext()) {
                if (isAllThere) {
                    arrive();
                }
                return false;
            }
            if (behind.isReached(session.event().sequence, session.event().ingressTimeNs)) {
                arrive();
                return false;
            }
            execute();
        }
        return true;
    }

    /** From where it is, or from a state nearer to the place. */
    private void begin(ReplayPoint behind) {
        boolean isUsable = session != null && problem == null && session.ringTimeNs() <= targetNs;
        if (!isUsable || source.snapshotBefore(behind) > session.lastSequence()) {
            close();
            session = open(behind);
            sinceKept = 0;
        }
        begunNs = Math.min(targetNs, Math.max(fromNs, session.ringTimeNs()));
    }

    private ReplaySession open(ReplayPoint behind) {
        try {
            return ReplaySession.openNear(source, behind);
        } catch (ReplayException | ProvisionException e) {
            // retention may have gone past what is kept in memory
            kept.clear();
            return ReplaySession.openNear(source, behind);
        }
    }

    private void execute() {
        session.execute();
        if (++sinceKept == KEEP_EVENTS) {
            sinceKept = 0;
            kept.keep(session);
        }
    }

    private void executeSeen() {
        execute();
        atNs = Math.max(atNs, session.ringTimeNs());
        if (changes.isWatched()) {
            changes.onExecuted(session);
        }
    }

    private void arrive() {
        atNs = targetNs;
        if (sinceKept > KEEP_EVENTS / 4) {
            sinceKept = 0;
            kept.keep(session);
        }
        phase = speed > 0 ? ReplayPhase.PLAYING : ReplayPhase.PAUSED;
        clock.start(speed, atNs, nanoTime.getAsLong());
        // first where it is, then what is there
        tell();
        changes.show(session);
        waiting.run();
        arrival.complete(status);
    }

    private boolean playOn(long untilNanoTime) {
        for (int i = 1; i % EVENTS_PER_LOOK != 0 || System.nanoTime() < untilNanoTime; i++) {
            long now = nanoTime.getAsLong();
            long dueNs = clock.dueNs(now);
            long lastNs = recording.nowNs().getAsLong() - BEHIND_NS;
            boolean hasNext = session.hasNext();
            long nextNs = hasNext ? session.event().ingressTimeNs : Long.MAX_VALUE;
            if (hasNext && nextNs > dueNs && session.event().kind == EventKind.START) {
                // nothing was to be seen between the end of a run and its next start
                clock.shift(nextNs, now);
                dueNs = nextNs;
            }
            if (nextNs > Math.min(dueNs, lastNs)) {
                atNs = Math.max(atNs, Math.min(dueNs, lastNs));
                if (dueNs >= lastNs) {
                    phase = ReplayPhase.ENDED;
                    speed = 0;
                }
                return false;
            }
            executeSeen();
        }
        clock.catchUp(atNs, nanoTime.getAsLong());
        return true;
    }

    private void guard(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | OutOfMemoryError e) {
            fail(ReplayFailure.of(e));
        }
    }

    private void fail(Problem why) {
        close();
        stop(ReplayPhase.FAILED, why);
    }

    private void stop(ReplayPhase last, Problem why) {
        session = null;
        problem = why;
        phase = last;
        speed = 0;
        changes.hide();
        abandon(why);
        tell();
    }

    /** Who waits for an arrival waits in vain. */
    private void abandon(Problem why) {
        waiting.fail(why);
        arrival.completeExceptionally(why);
    }

    /** Ends it for good. */
    void end(Problem why) {
        close();
        stop(ReplayPhase.CLOSED, why);
    }

    private void close() {
        if (session != null) {
            session.close();
        }
    }

    private void tell() {
        boolean isSeeking = phase == ReplayPhase.SEEKING;
        ReplayStatus before = status;
        status = new ReplayStatus(
                id,
                user,
                phase,
                atNs,
                session == null ? 0 : session.lastSequence(),
                phase == ReplayPhase.PLAYING || isSeeking ? speed : 0,
                isSeeking ? targetNs : atNs,
                isSeeking ? progress() : 1,
                fromNs,
                toNs,
                createdNs,
                session == null ? "" : session.snapshot(),
                session == null ? List.of() : session.mismatches(),
                problem);
        boolean isOther = before == null || before.phase() != phase || before.speed() != status.speed();
        if (isOther || isSeeking && before.targetNs() != targetNs) {
            changes.tell(status);
        }
    }

    private double progress() {
        if (begunNs == Long.MIN_VALUE || session == null || targetNs == begunNs) {
            return 0;
        }
        double part = (double) (session.ringTimeNs() - begunNs) / (targetNs - begunNs);
        return Math.max(0, Math.min(1, part));
    }
}
