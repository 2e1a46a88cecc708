package io.ringmain.connectors.opcua;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.core.spi.DeviceWrite;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.util.Unit;

/**
 * The life of one session with its subscriptions: connect, acquire, and when the connection is lost have it taken up again as
 * long as the server keeps it: on a new connection, or else in a new session to which the subscriptions are transferred. What
 * the server has published meanwhile is asked for again. When none of that can be done it ends, and another one is made.
 *
 * <p>Thread: the link's, except {@link #write}.
 */
final class OpcUaSession implements AutoCloseable {
    private static final long CLOSE_MS = 1_000;
    /** How long a server that can be connected to may take to take a session up again. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(3);

    private static final long TRUST_CHECK_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long STALL_NS = TimeUnit.SECONDS.toNanos(60);
    /** What subscriptions say of a server that does not publish. */
    static final String STOPPED_PUBLISHING = "the server stopped publishing";

    private static final String LOST = "connection lost";

    private final String connector;
    private final OpcUaSettings settings;
    private final long number;
    private final MiloThreads threads;
    private final Pki pki;
    private final LinkReport report;
    private final OpcUaCounters counters;
    private final BlockingQueue<Boolean> wakes = new ArrayBlockingQueue<>(1);
    private volatile String lossReason = "";
    private Dial dial;
    private Dial.Line line;
    private DeviceWrites writes;
    private Structures structures;
    private volatile long stalledNs;
    private int trustVersion;
    private long trustCheckNs;

    OpcUaSession(
            String connector,
            OpcUaSettings settings,
            long number,
            MiloThreads threads,
            Pki pki,
            LinkReport report,
            OpcUaCounters counters) {
        this.connector = connector;
        this.settings = settings;
        this.number = number;
        this.threads = threads;
        this.pki = pki;
        this.report = report;
        this.counters = counters;
    }

    void connect() throws UaException, InterruptedException {
        dial = new Dial(connector, settings, threads, pki, counters);
        trustVersion = trustVersion();
        line = dial.open();
        Structures.prepare(line.client());
        structures = new Structures(line.client(), counters);
        writes = new DeviceWrites(line.client());
        line.wire().onNonsense(this::onLost);
        AtomicBoolean isFirst = new AtomicBoolean(true);
        line.client().addSessionInitializer((client, session) -> {
            // before anything is published over it
            if (!line.wire().isTransferred()) {
                onLost(LOST + ", and the server has not kept the subscriptions");
            } else if (!isFirst.getAndSet(false)) {
                counters.revivals.increment();
                report.again(number);
            }
            return CompletableFuture.completedFuture(Unit.VALUE);
        });
        line.client().addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession session) {
                report.down();
                wakes.offer(true);
            }
        });
        Dial.await(line.client().connectAsync(), 3L * settings.requestTimeoutMs());
        counters.connections.increment();
        report.up(number);
    }

    /** What to tell people of the life of a session. */
    interface Events {
        /** Everything is set up, or set up again. */
        void onLive();

        /** The connection is lost and may come back. */
        void onSuspended(String reason);
    }

    /** Has everything acquired until the session is lost; answers why it was. */
    String serve(Acquirer acquirer, Events events) throws UaException, InterruptedException {
        try {
            acquirer.connected(line.client(), structures, number, this::onTrouble);
            events.onLive();
            while (lossReason.isEmpty()) {
                wakes.poll(acquirer.step(), TimeUnit.NANOSECONDS);
                if (lossReason.isEmpty() && !line.client().isActive()) {
                    // the listener has told that it is down; by now it may be up again, with values, and only not
                    // active yet
                    events.onSuspended(LOST);
                    acquirer.suspended();
                    awaitRevival();
                    if (lossReason.isEmpty()) {
                        report.up(number);
                        acquirer.resumed();
                        events.onLive();
                    }
                }
                checkTrust();
            }
            return lossReason;
        } finally {
            acquirer.lost();
        }
    }

    /** Waits until the session is there again, or there is no more use in waiting. */
    private void awaitRevival() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.sessionTimeoutMs());
        long connectedNs = 0;
        while (lossReason.isEmpty() && !line.client().isActive()) {
            long now = System.nanoTime();
            Throwable refusal = line.wire().refusal();
            if (!line.wire().isConnected()) {
                connectedNs = 0;
            } else if (connectedNs == 0) {
                connectedNs = now;
            }
            if (refusal != null) {
                onLost(Reason.of(refusal));
            } else if (now - end > 0) {
                onLost(LOST + ", and the server has forgotten the session by now");
            } else if (connectedNs != 0 && now - connectedNs > PATIENCE_NS) {
                onLost(LOST + ", and the server does not take the session up again");
            } else {
                wakes.poll(20, TimeUnit.MILLISECONDS);
            }
        }
    }

    private int trustVersion() {
        return pki == null ? 0 : pki.trust().version();
    }

    /** An operator may have taken the trust from the server. */
    private void checkTrust() {
        long now = System.nanoTime();
        if (line.server().isEmpty() || now - trustCheckNs < TRUST_CHECK_NS) {
            return;
        }
        trustCheckNs = now;
        int version = trustVersion();
        if (version != trustVersion) {
            trustVersion = version;
            try {
                dial.check(line.server());
            } catch (UaException e) {
                onLost(Reason.of(e));
            }
        }
    }

    /**
     * A server that has stopped publishing is most likely not there any more, though nobody has noticed: the connection is made
     * anew, and only when that does not help the session.
     */
    private void onTrouble(String reason) {
        long now = System.nanoTime();
        boolean isFirst = stalledNs == 0 || now - stalledNs > STALL_NS;
        if (reason.equals(STOPPED_PUBLISHING) && isFirst && line.client().isActive()) {
            stalledNs = now;
            line.wire().cut();
        } else if (!reason.equals(STOPPED_PUBLISHING) || line.client().isActive()) {
            onLost(reason);
        }
    }

    private void onLost(String reason) {
        if (lossReason.isEmpty()) {
            lossReason = reason;
        }
        wakes.offer(true);
    }

    /** Thread: any, after {@link #connect} has returned. */
    CompletableFuture<Integer> write(NodeAddress address, DeviceWrite write) {
        return writes.write(address, write);
    }

    /** Whether there is no use of it at present. Thread: any. */
    boolean isLost() {
        return !lossReason.isEmpty() || !line.client().isActive();
    }

    /** For those who look around. Thread: any, after {@link #connect} has returned. */
    NodeBrowser.Peer peer() {
        return new NodeBrowser.Peer(line.client(), structures, writes);
    }

    /** Closes session and socket; waits at most 1 s for the server. */
    @Override
    public void close() {
        if (line == null) {
            return;
        }
        if (writes != null) {
            writes.end();
        }
        line.client().end();
        try {
            line.client().disconnectAsync().get(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // a dead server: without this the client would go on trying to say goodbye to it
            line.wire().disconnect();
        }
        line.wire().cut();
    }
}
