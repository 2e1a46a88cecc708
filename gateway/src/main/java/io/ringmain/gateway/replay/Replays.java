package io.ringmain.gateway.replay;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.view.Problem;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All replays and the one thread that executes them in turn, so that together they take at most one processor from the
 * plant. Each belongs to a user; an administrator sees all.
 *
 * <p>Thread: public methods any; nothing waits but for the futures. Failures are {@link Problem}s.
 */
public final class Replays implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);
    private static final long BEAT_MS = 20;
    private static final long SLICE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** How long an answer waits for an arrival before it says how far it is. */
    private static final long PATIENCE_MS = 2_000;
    /** How long a read waits for an arrival. */
    private static final long READ_PATIENCE_MS = 10_000;

    private static final long CLOSE_MS = 1_000;
    private static final long KEPT_BYTES = 64L * 1024 * 1024;
    private static final int REMEMBERED = 256;
    private static final int MOST_QUEUED = 256;
    private static final Problem SHUTDOWN = Problem.unavailable("shutdown", "The server is being stopped.", 5);

    private final Recording recording;
    private final ReplaySettings settings;
    private final LongSupplier nanoTime;
    private final KeptStates kept;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<String, OpenReplay> all = new LinkedHashMap<>();
    private final Map<String, Long> lastUse = new LinkedHashMap<>();
    /** User by id of what has ended. */
    private final Map<String, String> ended = new LinkedHashMap<>();

    private ScheduledFuture<?> beat;
    private boolean isBusy;

    /** @param source null when there is no journal to read: every replay is refused then */
    public Replays(ReplaySource source, Plant plant, ReplaySettings settings) {
        this(source == null ? null : Recording.of(source, plant), settings, System::nanoTime);
    }

    /** @param nanoTime what speed and idle times are measured by, ns */
    Replays(Recording recording, ReplaySettings settings, LongSupplier nanoTime) {
        this.recording = recording;
        this.settings = settings;
        this.nanoTime = nanoTime;
        kept = recording == null ? null : new KeptStates(recording.source().snapshots(), KEPT_BYTES);
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "replays");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
    }

    // ---- life ----------------------------------------------------------------------------------------------------

    /**
     * Opens a replay at a moment. Completes when it is there, or after 2 s while it is on its way.
     *
     * @param speed 0 to stand there
     */
    public CompletableFuture<ReplayStatus> open(Principal who, long atNs, double speed) {
        return call(() -> {
                    requireTravel(who);
                    requireRoom(who.user());
                    OpenReplay made =
                            new OpenReplay(UUID.randomUUID().toString(), who.user(), recording, kept, nanoTime);
                    CompletableFuture<ReplayStatus> arrival = made.seek(atNs);
                    if (speed > 0) {
                        made.play(speed);
                    }
                    all.put(made.id(), made);
                    use(made);
                    begin();
                    arrival.whenComplete((there, failure) -> {
                        if (made.isFailed()) {
                            forget(made, "could not be opened");
                        }
                    });
                    return patient(made, arrival);
                })
                .thenCompose(Function.identity());
    }

    private void requireRoom(String user) {
        if (all.values().stream().filter(replay -> replay.user().equals(user)).count() >= settings.mostPerUser()) {
            throw new Problem(
                    429,
                    "too-many-replays",
                    "A user has at most " + settings.mostPerUser() + " replays; end one of them first.",
                    Map.of("Retry-After", "60"));
        }
        if (all.size() >= settings.most()) {
            throw Problem.unavailable(
                    "replays-taken", "There are " + settings.most() + " replays already, and no more are allowed.", 60);
        }
    }

    /** Those that the user may see, the oldest first. */
    public CompletableFuture<List<ReplayStatus>> list(Principal who) {
        return call(() -> {
            requireTravel(who);
            return all.values().stream()
                    .filter(replay -> isSeenBy(who, replay.user()))
                    .map(OpenReplay::status)
                    .toList();
        });
    }

    public CompletableFuture<ReplayStatus> status(Principal who, String id) {
        return call(() -> find(who, id).status());
    }

    /** Ends a replay; its state is gone. */
    public CompletableFuture<ReplayStatus> end(Principal who, String id) {
        return call(() -> {
            OpenReplay replay = find(who, id);
            ReplayStatus last = replay.status();
            forget(replay, "has been ended");
            return last;
        });
    }

    // ---- travel --------------------------------------------------------------------------------------------------

    /** Goes to a moment, forwards or backwards, and goes on as before from there. */
    public CompletableFuture<ReplayStatus> seek(Principal who, String id, long atNs) {
        return call(() -> {
                    OpenReplay replay = find(who, id);
                    CompletableFuture<ReplayStatus> arrival = replay.seek(atNs);
                    begin();
                    return patient(replay, arrival);
                })
                .thenCompose(Function.identity());
    }

    /** @param speed how many times as fast as it was, above 0 */
    public CompletableFuture<ReplayStatus> play(Principal who, String id, double speed) {
        return change(who, id, replay -> replay.play(speed));
    }

    public CompletableFuture<ReplayStatus> pause(Principal who, String id) {
        return change(who, id, OpenReplay::pause);
    }

    /** Executes some events and pauses behind them. */
    public CompletableFuture<ReplayStatus> step(Principal who, String id, int events) {
        return change(who, id, replay -> replay.step(events));
    }

    /** Goes on by some time and stands there. */
    public CompletableFuture<ReplayStatus> advance(Principal who, String id, long byNs) {
        return call(() -> {
                    OpenReplay replay = find(who, id);
                    replay.pause();
                    CompletableFuture<ReplayStatus> arrival =
                            replay.seek(replay.status().targetNs() + byNs);
                    begin();
                    return patient(replay, arrival);
                })
                .thenCompose(Function.identity());
    }

    /** Calls with a replay at its moment, in the thread of the replays; waits for it while it is on its way. */
    public <T> CompletableFuture<T> read(Principal who, String id, Function<ReplayMoment, T> reader) {
        return whenThere(call(() -> find(who, id).read(reader)).thenCompose(Function.identity()));
    }

    /** Watches a replay from its moment on; whoever watches ends that. A replay that is watched is not idle. */
    public CompletableFuture<ReplayWatch> watch(Principal who, String id) {
        CompletableFuture<ReplayWatch> watched =
                call(() -> find(who, id).watch()).thenCompose(Function.identity());
        CompletableFuture<ReplayWatch> answer = whenThere(watched.copy());
        watched.thenAccept(watch -> {
            if (answer.isCompletedExceptionally()) {
                // it has arrived too late for who wanted it
                watch.close();
            }
        });
        return answer;
    }

    private static <T> CompletableFuture<T> whenThere(CompletableFuture<T> arrival) {
        return arrival.orTimeout(READ_PATIENCE_MS, TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(
                        failure instanceof TimeoutException
                                ? Problem.unavailable(
                                        "replay-seeking", "The replay is on its way to its moment; ask again.", 1)
                                : failure));
    }

    private CompletableFuture<ReplayStatus> change(Principal who, String id, Consumer<OpenReplay> change) {
        return call(() -> {
            OpenReplay replay = find(who, id);
            change.accept(replay);
            begin();
            return replay.status();
        });
    }

    private CompletableFuture<ReplayStatus> patient(OpenReplay replay, CompletableFuture<ReplayStatus> arrival) {
        return arrival.copy().orTimeout(PATIENCE_MS, TimeUnit.MILLISECONDS).exceptionallyCompose(failure -> {
            return failure instanceof TimeoutException
                    ? CompletableFuture.completedFuture(replay.status())
                    : CompletableFuture.failedFuture(failure);
        });
    }

    // ---- the thread ----------------------------------------------------------------------------------------------

    private static boolean isSeenBy(Principal who, String owner) {
        return who.user().equals(owner) || who.may(Permission.ADMIN, "");
    }

    private void requireTravel(Principal who) {
        if (!who.may(Permission.TIME_TRAVEL)) {
            throw new Problem(
                    403,
                    "forbidden",
                    "The role " + who.role().label() + " may not do this (" + Permission.TIME_TRAVEL.label() + ").");
        }
    }

    /** The replay of that id, which is used herewith. */
    private OpenReplay find(Principal who, String id) {
        requireTravel(who);
        OpenReplay replay = all.get(id);
        if (replay != null && isSeenBy(who, replay.user())) {
            use(replay);
            return replay;
        }
        String owner = ended.get(id);
        if (owner != null && isSeenBy(who, owner)) {
            throw new Problem(410, "replay-unknown", "The replay " + id + " has ended.");
        }
        throw Problem.notFound("replay-unknown", "There is no replay " + id + ".");
    }

    private void use(OpenReplay replay) {
        lastUse.put(replay.id(), nanoTime.getAsLong());
    }

    private void forget(OpenReplay replay, String how) {
        if (all.remove(replay.id()) == null) {
            return;
        }
        lastUse.remove(replay.id());
        ended.put(replay.id(), replay.user());
        if (ended.size() > REMEMBERED) {
            Iterator<String> oldest = ended.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        replay.end(new Problem(410, "replay-unknown", "The replay " + replay.id() + " " + how + "."));
        if (all.isEmpty()) {
            // memory for who travels, none for who does not
            kept.clear();
            if (beat != null) {
                beat.cancel(false);
                beat = null;
            }
        }
    }

    /** There may be something to do. */
    private void begin() {
        if (beat == null && !all.isEmpty()) {
            beat = thread.scheduleWithFixedDelay(this::onBeat, BEAT_MS, BEAT_MS, TimeUnit.MILLISECONDS);
        }
        goOnAtOnce();
    }

    private void goOnAtOnce() {
        if (!isBusy) {
            isBusy = true;
            thread.execute(() -> {
                isBusy = false;
                work();
            });
        }
    }

    private void onBeat() {
        try {
            endIdle();
            work();
        } catch (RuntimeException e) {
            LOG.error("The replays failed on a beat", e);
        }
    }

    private void endIdle() {
        long now = nanoTime.getAsLong();
        for (OpenReplay replay : List.copyOf(all.values())) {
            if (replay.isWatched()) {
                use(replay);
            } else if (now - lastUse.get(replay.id()) > settings.idle().toNanos()) {
                forget(replay, "was not looked at for " + settings.idle().toMinutes() + " min and has ended");
            }
        }
    }

    /** A slice for each. */
    private void work() {
        boolean isMore = false;
        for (OpenReplay replay : List.copyOf(all.values())) {
            isMore |= replay.work(System.nanoTime() + SLICE_NS);
        }
        if (isMore) {
            goOnAtOnce();
        }
    }

    private <T> CompletableFuture<T> call(Supplier<T> task) {
        if (recording == null) {
            return CompletableFuture.failedFuture(
                    Problem.unavailable("journal-unavailable", "This site has no journal to read.", 60));
        }
        if (thread.getQueue().size() > MOST_QUEUED) {
            return CompletableFuture.failedFuture(Problem.unavailable("busy", "The replays are busy.", 1));
        }
        try {
            return CompletableFuture.supplyAsync(task, thread);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(SHUTDOWN);
        }
    }

    /** Ends all replays. */
    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        try {
            thread.execute(() -> List.copyOf(all.values()).forEach(replay -> forget(replay, "ended with the server")));
            thread.shutdown();
            if (!thread.awaitTermination(CLOSE_MS, TimeUnit.MILLISECONDS)) {
                LOG.warn("The replays did not end within {} ms", CLOSE_MS);
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
