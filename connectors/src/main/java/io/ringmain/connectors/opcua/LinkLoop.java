package io.ringmain.connectors.opcua;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the link's thread: makes one session after the other until it is stopped, with pauses between them. What an operator
 * changes in the trust list ends a pause.
 *
 * <p>Thread: the link's. Owns: the present session.
 */
final class LinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);

    private static final long TRUST_CHECK_MS = 500;
    /** A session that lasts longer is followed by the next without a pause. */
    private static final long SOUND_NS = TimeUnit.SECONDS.toNanos(5);

    /** Different reasons that are logged in one outage. */
    private static final int MOST_REASONS = 8;

    private final String connector;
    private final OpcUaSettings settings;
    private final Acquirer acquirer;
    private final MiloThreads threads;
    private final LinkPki pki;
    private final LinkReport report;
    private final OpcUaCounters counters;
    private final Backoff backoff;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Set<String> reasons = new HashSet<>();
    private volatile OpcUaSession current;
    private volatile String lastError = "";

    LinkLoop(
            String connector,
            OpcUaSettings settings,
            Acquirer acquirer,
            MiloThreads threads,
            LinkPki pki,
            Handover handover,
            OpcUaCounters counters) {
        this.connector = connector;
        this.settings = settings;
        this.acquirer = acquirer;
        this.threads = threads;
        this.pki = pki;
        this.report = new LinkReport(handover);
        this.counters = counters;
        this.backoff = new Backoff(settings.reconnectMinMs(), settings.reconnectMaxMs());
    }

    @Override
    public void run() {
        try {
            for (long number = 1; !isStopped(); number++) {
                int trust = 0;
                boolean isOfNetwork = true;
                long begun = System.nanoTime();
                try {
                    pki.get();
                    trust = pki.version();
                    live(number);
                    if (System.nanoTime() - begun > SOUND_NS) {
                        // it was well until now: the server may just have been started again
                        continue;
                    }
                } catch (UaException | RuntimeException | OutOfMemoryError e) {
                    // a message that asks for more memory than there is costs the link, not the process
                    isOfNetwork = Wire.isOfNetwork(e);
                    fail(Reason.of(e));
                }
                pause(backoff.failed(isOfNetwork), trust);
            }
        } catch (InterruptedException e) {
            // stopped while waiting
            Thread.currentThread().interrupt();
        }
    }

    private void live(long number) throws UaException, InterruptedException {
        try (OpcUaSession session =
                new OpcUaSession(connector, settings, number, threads, pki.get(), report, counters)) {
            session.connect();
            current = session;
            fail(session.serve(acquirer, new OpcUaSession.Events() {
                @Override
                public void onLive() {
                    backoff.succeeded();
                    lastError = "";
                    reasons.clear();
                    current = session;
                    LOG.info("connector {}: connected to {}", connector, settings.endpoint());
                }

                @Override
                public void onSuspended(String reason) {
                    current = null;
                    fail(reason);
                }
            }));
        } finally {
            current = null;
        }
    }

    private void fail(String reason) {
        if (isStopped()) {
            return;
        }
        if (reasons.size() < MOST_REASONS && reasons.add(reason)) {
            LOG.warn("connector {}: {}: {}", connector, settings.endpoint(), reason);
        }
        lastError = reason;
        report.down();
    }

    private void pause(long pauseMs, int trust) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs);
        for (long left = pauseMs; left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            if (stopped.await(Math.min(left, TRUST_CHECK_MS), TimeUnit.MILLISECONDS) || pki.version() != trust) {
                return;
            }
        }
    }

    private boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Ends the loop: at once when the thread is interrupted too. Thread: any. */
    void stop() {
        stopped.countDown();
    }

    /** The present session, null while there is no link. Thread: any. */
    OpcUaSession session() {
        return current;
    }

    /** Why the link was lost or an item refused, empty when all is well. Thread: any. */
    String lastError() {
        return lastError.isEmpty() ? acquirer.error() : lastError;
    }
}
