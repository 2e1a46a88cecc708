package io.ringmain.connectors.opcua;

import io.ringmain.connectors.opcua.security.Pki;
import io.ringmain.core.spi.DeviceWrite;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.SessionActivityListener;
import org.eclipse.milo.opcua.sdk.client.UaSession;
import org.eclipse.milo.opcua.stack.core.UaException;

/**
 * The life of one connection: connect, subscribe, poll until it is lost, close. It is not revived: Milo's client would
 * go on for ever and leaves subscriptions that could not be transferred to its user, so that a new session with new
 * subscriptions is both simpler and surer.
 *
 * <p>Thread: the link's, except {@link #write}.
 */
final class OpcUaSession implements AutoCloseable {
    private static final long CLOSE_MS = 1_000;

    private final String connector;
    private final OpcUaSettings settings;
    private final long number;
    private final MiloThreads threads;
    private final Pki pki;
    private final Handover handover;
    private final OpcUaCounters counters;
    private final CountDownLatch lost = new CountDownLatch(1);
    private volatile String lossReason = "";
    private OpcUaClient client;
    private Wire wire;
    private DeviceWrites writes;
    private Structures structures;

    OpcUaSession(
            String connector,
            OpcUaSettings settings,
            long number,
            MiloThreads threads,
            Pki pki,
            Handover handover,
            OpcUaCounters counters) {
        this.connector = connector;
        this.settings = settings;
        this.number = number;
        this.threads = threads;
        this.pki = pki;
        this.handover = handover;
        this.counters = counters;
    }

    long number() {
        return number;
    }

    void connect() throws UaException, InterruptedException {
        Dial.Line line = new Dial(connector, settings, threads, pki).open();
        client = line.client();
        wire = line.wire();
        Structures.prepare(client);
        structures = new Structures(client, counters);
        writes = new DeviceWrites(client);
        client.addSessionActivityListener(new SessionActivityListener() {
            @Override
            public void onSessionInactive(UaSession session) {
                onLost("connection lost");
            }
        });
        Dial.await(client.connectAsync(), 3L * settings.requestTimeoutMs());
        counters.connections.increment();
    }

    /** Has everything acquired until the connection is lost; answers why it was. */
    String serve(Acquirer acquirer, Runnable onLive) throws UaException, InterruptedException {
        try {
            acquirer.connected(client, structures, number, this::onLost);
            onLive.run();
            while (!lost.await(acquirer.step(), TimeUnit.NANOSECONDS)) {
                // the next step
            }
            return lossReason;
        } finally {
            acquirer.lost();
        }
    }

    private void onLost(String reason) {
        if (lost.getCount() > 0) {
            lossReason = reason;
            lost.countDown();
        }
    }

    /** Thread: any, after {@link #connect} has returned. */
    CompletableFuture<Integer> write(NodeAddress address, DeviceWrite write) {
        return writes.write(address, write);
    }

    /** Whether the connection is still there. Thread: any. */
    boolean isLost() {
        return lost.getCount() == 0;
    }

    /** For those who look around. Thread: any, after {@link #connect} has returned. */
    NodeBrowser.Peer peer() {
        return new NodeBrowser.Peer(client, structures, writes);
    }

    /** Closes session and socket; waits at most 1 s for the server. */
    @Override
    public void close() {
        if (client == null) {
            return;
        }
        writes.end();
        try {
            client.disconnectAsync().get(CLOSE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // a dead server: the client goes on with its goodbye by itself, or ends with the connector's threads
            lossReason = lossReason.isEmpty() ? "closed without an answer" : lossReason;
        }
        wire.cut();
    }
}
