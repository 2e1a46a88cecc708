package io.ringmain.gateway.ws;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.gateway.auth.SessionListener;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections and the one thread that serves them: a beat every 20 ms while there are any, none while there are not.
 *
 * <p>Thread: public methods any; everything else the hub's own thread.
 */
public final class Hub implements SessionListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final long GOODBYE_MS = 1_000;

    private final WsContext context;
    private final Plant plant;
    private final ScheduledThreadPoolExecutor thread;
    private final StreamFeed feed;
    private final StreamLog log;
    private final StreamFigures figures = new StreamFigures();
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(Limits.MAX_FRAME_BYTES);
    private final List<Session> sessions = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private ScheduledFuture<?> beat;

    public Hub(WsContext context) {
        this.context = context;
        plant = context.plant();
        thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "ws-hub");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        feed = new StreamFeed(plant, () -> run(this::onStream));
        plant.addListener(feed);
        log = new StreamLog(Limits.LOG_ENTRIES, plant.journaledSequence());
        context.access().addListener(this);
    }

    /** Open connections. */
    public int connections() {
        return connections.get();
    }

    public StreamFigures figures() {
        return figures;
    }

    /** Whether there are too many; asked before the handshake, so a few more than that can be on their way. */
    boolean isFull() {
        return connections.get() >= Limits.MAX_CONNECTIONS;
    }

    /** Takes a connection in, which is counted from here on: a handshake may break off. Thread: its I/O thread. */
    void open(Wire wire) {
        connections.incrementAndGet();
        Session session = new Session(this, context, wire, nowMs());
        wire.open(new Wire.Events() {
            @Override
            public void onMessage(byte[] message) {
                run(() -> session.onMessage(message, nowMs()));
            }

            @Override
            public void onRefused(CloseCode code) {
                run(() -> session.end(code, nowMs()));
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
        run(() -> add(session));
    }

    private void add(Session session) {
        if (!session.isClosed()) {
            sessions.add(session);
            if (beat == null) {
                beat = thread.scheduleWithFixedDelay(
                        guarded(this::onBeat), Limits.TICK_MS, Limits.TICK_MS, TimeUnit.MILLISECONDS);
            }
        }
    }

    private void remove(Session session) {
        session.onClosed();
        sessions.remove(session);
        if (sessions.isEmpty() && beat != null) {
            beat.cancel(false);
            beat = null;
        }
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

    /** A command of that login has ended. Thread: any, also OUTCOMES. */
    void outcome(String login, String id, CommandOutcome done) {
        run(() -> {
            feed.drainTo(log);
            log.append(Session.outcome(login, id, done, plant.journaledSequence()));
            onBeat();
        });
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

    /** Milliseconds since the epoch by the system's clock, for frames; never for what is decided. */
    private static long nowMs() {
        return System.currentTimeMillis();
    }

    private void run(Runnable task) {
        try {
            thread.execute(guarded(task));
        } catch (RejectedExecutionException e) {
            // the hub is closed, and with it all connections
            LOG.debug("A connection's event came after the end");
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("The WebSocket hub failed on a task", e);
            }
        };
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
        thread.shutdownNow();
    }

    private void awaitGone() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GOODBYE_MS);
        while (connections.get() > 0 && System.nanoTime() < end) {
            Thread.sleep(Limits.TICK_MS);
        }
    }
}
