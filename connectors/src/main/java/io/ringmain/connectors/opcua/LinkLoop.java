package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the link's thread: makes one connection after the other until it is stopped, with a pause between them that
 * doubles with every failure up to a limit and is shortened by chance up to a half, so that many clients of one server
 * do not all come back at once.
 *
 * <p>Thread: the link's. Owns: the present session.
 */
final class LinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkLoop.class);

    private final String connector;
    private final OpcUaSettings settings;
    private final Acquirer acquirer;
    private final MiloThreads threads;
    private final LinkPki pki;
    private final Handover handover;
    private final OpcUaCounters counters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile OpcUaSession current;
    private volatile String lastError = "";
    private LinkState reported = LinkState.UNKNOWN;
    private int failures;

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
        this.handover = handover;
        this.counters = counters;
    }

    @Override
    public void run() {
        try {
            for (long number = 1; !isStopped(); number++) {
                try (OpcUaSession session =
                        new OpcUaSession(connector, settings, number, threads, pki.get(), handover, counters)) {
                    live(session);
                } catch (UaException | RuntimeException e) {
                    fail(reason(e), number);
                }
                failures++;
                stopped.await(pauseMs(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            // stopped while waiting
            Thread.currentThread().interrupt();
        }
    }

    private void live(OpcUaSession session) throws UaException, InterruptedException {
        session.connect();
        report(LinkState.OK, session.number());
        current = session;
        try {
            String reason = session.serve(acquirer, () -> {
                failures = 0;
                lastError = "";
                LOG.info("connector {}: connected to {}", connector, settings.endpoint());
            });
            fail(reason, session.number());
        } finally {
            current = null;
        }
    }

    private void fail(String reason, long session) {
        if (isStopped()) {
            return;
        }
        if (reported != LinkState.UNAVAILABLE || !reason.equals(lastError)) {
            LOG.warn("connector {}: {}: {}", connector, settings.endpoint(), reason);
        }
        lastError = reason;
        report(LinkState.UNAVAILABLE, session);
    }

    private void report(LinkState state, long session) {
        if (state != reported) {
            reported = state;
            // 0 is no session: from here on nothing of the lost one counts any more
            handover.put(new Handover.LinkChange(state == LinkState.OK ? session : 0, state));
        }
    }

    /** One line: the status code by its name, and what went wrong in words where there are any. */
    private static String reason(Exception e) {
        Throwable root = e;
        String code = "";
        while (true) {
            if (root instanceof UaException error) {
                code = Quality.name(VariantReader.statusCode(error.getStatusCode())) + ": ";
            }
            if (root.getCause() == null || root.getCause() == root) {
                break;
            }
            root = root.getCause();
        }
        String words = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        int description = words.indexOf(", description=");
        if (words.startsWith("status=")) {
            words = description < 0 ? "" : words.substring(description + ", description=".length());
        }
        String line = code + words.lines().findFirst().orElse("");
        return line.endsWith(": ") ? line.substring(0, line.length() - 2) : line;
    }

    private long pauseMs() {
        long pause = settings.reconnectMinMs();
        for (int i = 1; i < failures && pause < settings.reconnectMaxMs(); i++) {
            pause *= 2;
        }
        pause = Math.min(pause, settings.reconnectMaxMs());
        return pause - ThreadLocalRandom.current().nextLong(pause / 2 + 1);
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
