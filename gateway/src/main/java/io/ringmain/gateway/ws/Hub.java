package io.ringmain.gateway.ws;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.gateway.auth.SessionListener;
import io.ringmain.gateway.trail.RefusalWindow;
import io.ringmain.gateway.view.Problem;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections and the one thread that serves them: a beat every 20 ms while there are any, and whenever
 * the journal goes on while someone wants changes at once; none while there are no connections.
 *
 * <p>Thread: public methods any; everything else the hub's own thread.
 */
public final class Hub implements SessionListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final long SWEEP_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long TICK_NS = TimeUnit.MILLISECONDS.toNanos(Limits.TICK_MS);
    /** Nothing to do but to look at what is due. */
    private static final Runnable WAKE = () -> {};

    private static final long GOODBYE_MS = 1_000;

    private final WsContext context;
    private final Plant plant;
    private final HubThread thread = new HubThread(this::keepTime);
    private final StreamFeed feed;
    private final StreamLog log;
    private final StreamFigures figures = new StreamFigures();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(Limits.MAX_FRAME_BYTES);
    private final RefusalWindow<String> misuses = new RefusalWindow<>(
            System::nanoTime,
            (what, times) ->
                    LOG.warn("{} ended by the server, last of {}", times == 1 ? "Stream" : times + " streams", what));
    private final List<Session> sessions = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicBoolean isPushDue = new AtomicBoolean();
    private volatile boolean isPushing;
    private long nextPushNs;
    private long nextBeatNs = System.nanoTime();
    private long nextSweepNs = System.nanoTime();

    public Hub(WsContext context) {
        this.context = context;
        plant = context.plant();
        feed = new StreamFeed(plant, () -> run(this::onStream), this::onJournaled);
        plant.addListener(feed);
        log = new StreamLog(Limits.LOG_ENTRIES, plant.journaledSequence());
        context.access().addListener(this);
        thread.start();
    }

    /** Open connections. */
    public int connections() {
        return connections.get();
    }

    public StreamFigures figures() {
        return figures;
    }

    /** @throws Problem when there are too many; asked before the handshake, so a few more can be on their way */
    void refuseWhenFull() {
        if (connections.get() >= Limits.MAX_CONNECTIONS) {
            throw Problem.unavailable(
                    "too-many-connections",
                    "There are " + Limits.MAX_CONNECTIONS + " WebSockets and streams already.",
                    5);
        }
    }

    /** What names and globs stand for. */
    Subscriptions.Definition resolve(List<String> names) {
        return Subscriptions.resolve(plant.site(), names);
    }

    /** Takes a connection in, which is counted from here on: a handshake may break off. Thread: its I/O thread. */
    void open(Wire wire) {
        open(wire, session -> {});
    }

    /**
     * The same.
     *
     * @param begin what is done first, by the hub's thread
     */
    void open(Wire wire, Consumer<Session> begin) {
        connections.incrementAndGet();
        Session session = new Session(this, context, wire, nowMs());
        wire.open(new Wire.Events() {
            @Override
            public void onMessage(byte[] message) {
                run(() -> session.onMessage(message, nowMs()));
            }

            @Override
            public void onRefused(CloseCode code) {
                run(() -> session.onRefused(code, nowMs()));
            }

            @Override
            public void onBroken(String why) {
                run(() -> misuse(wire, why == null ? "what came is against the protocol" : why));
            }

            @Override
            public void onSent() {
                run(() -> session.onSent(nowMs()));
            }

            @Override
            public void onClosed() {
                connections.decrementAndGet();
                run(() -> remove(session));
            }
        });
        run(() -> {
            add(session);
            begin.accept(session);
        });
    }

    private void add(Session session) {
        if (!session.isClosed()) {
            sessions.add(session);
        }
    }

    private void remove(Session session) {
        session.onClosed();
        sessions.remove(session);
        subscriptionsChanged();
    }

    /** What is due by the clock; returns how long nothing will be, in ns. */
    private long keepTime(long nowNs) {
        if (nowNs >= nextSweepNs) {
            misuses.sweep();
            nextSweepNs = nowNs + SWEEP_NS;
        }
        if (sessions.isEmpty()) {
            return nextSweepNs - nowNs;
        }
        if (nowNs >= nextBeatNs) {
            onBeat();
            nextBeatNs = System.nanoTime() + TICK_NS;
        }
        if (isPushDue.get()) {
            push();
        }
        long next = isPushDue.get() ? Math.min(nextPushNs, nextBeatNs) : nextBeatNs;
        return Math.max(1, Math.min(next, nextSweepNs) - System.nanoTime());
    }

    private void onBeat() {
        long nowMs = nowMs();
        Instant now = context.clock().instant();
        for (int i = 0; i < sessions.size(); i++) {
            sessions.get(i).onTick(nowMs, now);
        }
    }

    private void onStream() {
        feed.drainTo(log);
        onBeat();
    }

    /** Looks again whether anyone wants changes at once. */
    void subscriptionsChanged() {
        isPushing = sessions.stream().anyMatch(Session::isPushed);
    }

    /** The journal has gone on. Thread: OUTCOMES. */
    private void onJournaled() {
        if (isPushing && isPushDue.compareAndSet(false, true)) {
            run(WAKE);
        }
    }

    /**
     * What changes is bundled for half a millisecond behind a push. Takes half of a core at most, however much changes: as
     * long as a round has taken, the next one waits.
     */
    private void push() {
        long begunNs = System.nanoTime();
        if (begunNs < nextPushNs) {
            return;
        }
        // before the look: what changes from here on asks for another one
        isPushDue.set(false);
        onBeat();
        long endedNs = System.nanoTime();
        nextPushNs = endedNs + Math.max(Limits.PUSH_NS, endedNs - begunNs);
    }

    /**
     * A frame that was sent between two rounds, because the socket was ready then, leaves changes behind that the next round
     * finds too early: without another one they would wait for the beat when nothing else changes.
     */
    void pushLater() {
        isPushDue.set(true);
    }

    /** A command of that login has ended. Thread: any, also OUTCOMES. */
    void outcome(String login, String id, CommandOutcome done) {
        run(() -> {
            feed.drainTo(log);
            log.append(CommandEnd.entry(login, id, done, plant.journaledSequence()));
            onBeat();
        });
    }

    /** Says so in the log, once for an address in 10 s. */
    void misuse(Wire wire, String why) {
        InetSocketAddress address = wire.address();
        boolean isKnown = address != null && address.getAddress() != null;
        String source = isKnown ? address.getAddress().getHostAddress() : "an unknown address";
        misuses.refuse(source, "stream", source + ": " + why);
    }

    StreamLog log() {
        return log;
    }

    /** Scratch space of the hub's thread. */
    ByteArrayOutputStream buffer() {
        return buffer;
    }

    @Override
    public void onExtended(String login, Instant expiresAt) {
        run(() -> sessions.stream().filter(s -> login.equals(s.login())).forEach(s -> s.extend(expiresAt)));
    }

    @Override
    public void onEnded(String login) {
        run(() -> sessions.stream()
                .filter(s -> login.equals(s.login()))
                .forEach(s -> s.end(CloseCode.SESSION_ENDED, nowMs())));
    }

    @Override
    public void onUsersChanged() {
        run(() -> sessions.forEach(session -> session.onUsersChanged(nowMs())));
    }

    /** Milliseconds by a clock that is not set, for what is due and what is late; never for frames. */
    static long nowMs() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Has the hub's thread do something. Thread: any. */
    void run(Runnable task) {
        thread.execute(task);
    }

    /** Says bye to all and ends within about a second. */
    @Override
    public void close() {
        plant.removeListener(feed);
        context.access().removeListener(this);
        CountDownLatch said = new CountDownLatch(1);
        run(() -> {
            sessions.forEach(session -> session.end(CloseCode.SHUTDOWN, nowMs()));
            said.countDown();
        });
        try {
            if (said.await(GOODBYE_MS, TimeUnit.MILLISECONDS)) {
                awaitGone();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.close();
        misuses.flush();
    }

    private void awaitGone() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MS);
        while (connections.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(Limits.TICK_MS);
        }
    }
}
