package io.ringmain.historian.audit;

import io.ringmain.core.spi.JournalReader;
import io.ringmain.historian.journal.DamagedJournalException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the journal of a running site: reads what JOURNAL has appended, chains it, and signs at most once a second, when
 * there is something new. JOURNAL does not know of it and never waits for it; when it can not go on it says so and the site
 * does.
 *
 * <p>Thread: one of its own, of low priority; {@link #status}, {@link #recordDeletion} any.
 */
public final class AuditFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditFollower.class);
    private static final long SIGN_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long CATCH_UP_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long LAST_NS = TimeUnit.MILLISECONDS.toNanos(800);
    private static final long END_MS = 2_000;
    private static final int LEAVES = 512;

    private record Asked(Deletion deletion, CompletableFuture<Void> done) {}

    private final LongFunction<JournalReader> readers;
    private final ConcurrentLinkedQueue<Asked> asked = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "ringmain-audit");
    private final String head;
    private AuditLog log;
    private volatile AuditStatus status = new AuditStatus(-1, -1, 0, 0, "", "");
    private volatile boolean isClosing;
    private boolean isStarted;

    private AuditFollower(Path dataFolder, LongFunction<JournalReader> readers) {
        this.readers = readers;
        guarded(() -> {
            log = AuditLog.open(dataFolder);
            log.follow(readers);
            takeFor(CATCH_UP_NS);
            log.sign();
            log.forceCheckpoints(); // an epoch that says so is about to begin
        });
        head = log == null ? "" : log.head();
    }

    /**
     * Opens the audit of a data folder, or begins one, and catches up with the journal for two seconds at most. What is wrong
     * with it is in the {@link #status}.
     *
     * @param readers gives a reader of the batches from a sequence on
     */
    public static AuditFollower open(Path dataFolder, LongFunction<JournalReader> readers) {
        return new AuditFollower(dataFolder, readers);
    }

    /** How far the chain had come at the opening; for the manifest of the epoch that is about to begin. */
    public String head() {
        return head;
    }

    /** Begins to follow; the epoch of this run has begun. */
    public void start() {
        isStarted = true;
        if (!status.problem().isEmpty()) {
            // not at the opening: what is wrong with the journal may keep the plant from starting, which says so itself
            LOG.error("The journal is not signed, run 'journal verify': {}", status.problem());
        }
        guarded(() -> log.follow(readers));
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    public AuditStatus status() {
        return status;
    }

    /**
     * Records what retention is about to delete; it may be deleted when the future is done, and not when it fails.
     *
     * <p>Thread: any.
     */
    public CompletableFuture<Void> recordDeletion(Deletion deletion) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        asked.add(new Asked(deletion, done));
        if (isClosing || !status.problem().isEmpty()) {
            refuse();
        }
        return done;
    }

    private void refuse() {
        for (Asked each = asked.poll(); each != null; each = asked.poll()) {
            each.done.completeExceptionally(new AuditException(
                    "nothing is signed" + (isClosing ? ", the site stops" : ": " + status.problem())));
        }
    }

    private void run() {
        guarded(() -> {
            long signed = System.nanoTime();
            while (!isClosing) {
                int taken = log.take(LEAVES);
                if (System.nanoTime() - signed >= SIGN_NS) {
                    signed = System.nanoTime();
                    log.sign();
                    rotateIfAsked();
                }
                recordAsked();
                status = log.status("");
                if (taken == 0) {
                    LockSupport.parkNanos(this, IDLE_NS);
                }
            }
            takeFor(LAST_NS);
            log.sign();
        });
        refuse();
    }

    private void recordAsked() throws IOException {
        for (Asked each = asked.poll(); each != null; each = asked.poll()) {
            try {
                log.record(each.deletion);
                each.done.complete(null);
            } catch (AuditException e) {
                each.done.completeExceptionally(e);
            } catch (IOException | RuntimeException e) {
                each.done.completeExceptionally(e); // or whoever asked would wait until it gives up
                throw e;
            }
        }
    }

    private void rotateIfAsked() throws IOException {
        if (Files.exists(log.rotateRequest())) {
            log.rotate();
            Files.delete(log.rotateRequest());
            LOG.info("The audit signs with a new key: {}", log.status("").key());
        }
    }

    private void takeFor(long ns) throws IOException {
        long end = System.nanoTime() + ns;
        while (log.take(LEAVES) > 0 && System.nanoTime() - end < 0) {
            // until the journal's end for now, or until it takes too long
        }
        status = log.status("");
    }

    /** A step that may fail: what is wrong is said once, and nothing is signed from then on. */
    private interface Step {
        void run() throws IOException;
    }

    private void guarded(Step step) {
        if (!status.problem().isEmpty()) {
            return;
        }
        try {
            step.run();
            status = log.status("");
        } catch (AuditException | DamagedJournalException e) {
            stop(e.getMessage());
            if (isStarted) {
                LOG.error("The journal is not signed any more, run 'journal verify': {}", e.getMessage());
            }
        } catch (IOException | RuntimeException e) {
            stop(e.toString());
            if (isStarted) {
                LOG.error("The journal is not signed any more: {}", e.toString(), e);
            }
        }
    }

    private void stop(String problem) {
        status = log == null ? new AuditStatus(-1, -1, 0, 0, "", problem) : log.status(problem);
    }

    /** Signs what is left, for a second at most. */
    @Override
    public void close() {
        isClosing = true;
        try {
            if (isStarted) {
                LockSupport.unpark(thread);
                thread.join(END_MS);
            }
            if (log != null && !thread.isAlive()) {
                log.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the audit can not be closed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
