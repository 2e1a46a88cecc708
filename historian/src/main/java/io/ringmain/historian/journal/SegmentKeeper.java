package io.ringmain.historian.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what JOURNAL has no time for: keeps the next segment ready with all its blocks, puts the digest of each finished one
 * into the manifest, watches the free space.
 *
 * <p>Thread: one of its own, or whoever calls {@link #work}; {@link #take} and {@link #finished} JOURNAL. Owns: the epoch's
 * manifest while it is written. Allocates: per segment.
 */
final class SegmentKeeper implements AutoCloseable {
    /** A segment that is written to no more. */
    record Finished(String name, long firstSequence, long lastSequence, long firstTimeNs, long lastTimeNs) {}

    static final String PREPARED = "next.prepared";

    private static final Logger LOG = LoggerFactory.getLogger(SegmentKeeper.class);
    private static final long PERIOD_NS = TimeUnit.SECONDS.toNanos(1);
    /** A round may be taking the digest of a large segment from a slow disk. */
    private static final long END_MS = 60_000;

    private static final int MIB_BITS = 20;

    private final Path folder;
    private final JournalSettings settings;
    private final LongSupplier freeBytes;
    private final Consumer<SegmentKeeper> besides;
    private final ConcurrentLinkedQueue<Finished> finished = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "ringmain-journal-keeper");
    private volatile EpochManifest manifest;
    private volatile FileChannel prepared;
    private volatile String floor;
    private volatile Supplier<String> otherWarning = () -> "";
    private volatile String spaceWarning;
    private volatile String errorWarning;
    private volatile boolean isClosing;

    /** @param besides called in the keeper's thread every second */
    SegmentKeeper(
            Path folder,
            EpochManifest manifest,
            JournalSettings settings,
            LongSupplier freeBytes,
            Consumer<SegmentKeeper> besides) {
        this.folder = folder;
        this.manifest = manifest;
        this.settings = settings;
        this.freeBytes = freeBytes;
        this.besides = besides;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!isClosing) {
            work();
            besides.accept(this);
            LockSupport.parkNanos(this, PERIOD_NS);
        }
    }

    /** One round. */
    void work() {
        try {
            lookAtSpace();
            if (prepared == null && floor == null) {
                prepare();
            }
            sealFinished();
            errorWarning = null;
        } catch (IOException | RuntimeException e) { // whatever it is: without this thread nobody watches the disk
            String warning = "JOURNAL: " + e.getMessage();
            if (!warning.equals(errorWarning)) {
                LOG.warn("The journal's keeper failed and tries again: {}", e.toString());
            }
            errorWarning = warning;
        }
    }

    void lookAtSpace() {
        long free = freeBytes.getAsLong();
        if (free < settings.minFreeBytes()) {
            floor = "disk of " + folder + " is full: " + (free >> MIB_BITS) + " MiB left, the journal stops at "
                    + (settings.minFreeBytes() >> MIB_BITS) + " MiB";
        }
        String warning = free >= settings.warnFreeBytes()
                ? null
                : "JOURNAL: " + (free >> MIB_BITS) + " MiB are left on the disk of " + folder + "; below "
                        + (settings.minFreeBytes() >> MIB_BITS) + " MiB nothing more is recorded";
        if (warning != null && spaceWarning == null) {
            LOG.warn("{}", warning);
        }
        spaceWarning = warning;
    }

    /** Why nothing may be appended any more; null while all is well. It stays so: a new epoch begins with the next start. */
    String floor() {
        return floor;
    }

    /** Adds what somebody else warns of, empty while all is well; before the start. */
    void warn(Supplier<String> warning) {
        otherWarning = warning;
    }

    /** What an operator should know, a line each. Thread: any. */
    List<String> warnings() {
        List<String> lines = new ArrayList<>();
        for (String line : new String[] {otherWarning.get(), spaceWarning, errorWarning}) {
            if (line != null && !line.isEmpty()) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void prepare() throws IOException {
        prepared = Preallocation.make(folder.resolve(PREPARED), settings.allocatedBytes());
    }

    boolean isReady() {
        return prepared != null;
    }

    /** Gives the prepared segment its name; makes one when none is ready. Thread: JOURNAL. */
    FileChannel take(String name) throws IOException {
        if (prepared == null) {
            if (thread.isAlive()) {
                return Preallocation.make(folder.resolve(name), settings.allocatedBytes());
            }
            prepare();
        }
        FileChannel taken = prepared;
        Files.move(folder.resolve(PREPARED), folder.resolve(name));
        prepared = null;
        LockSupport.unpark(thread);
        return taken;
    }

    /** Takes note of a segment that is written to no more. Thread: JOURNAL. */
    void finished(Finished segment) {
        finished.add(segment);
    }

    private void sealFinished() throws IOException {
        for (Finished next = finished.peek(); next != null; next = finished.peek()) {
            manifest = manifest.plus(record(folder, next));
            manifest.write(folder);
            finished.remove();
        }
    }

    /** Trims a segment that this process wrote, forces it and takes its digest. */
    static SegmentRecord record(Path folder, Finished segment) throws IOException {
        Path file = folder.resolve(segment.name());
        SegmentDigest.trim(file, SegmentFile.used(file).bytes());
        return recordAsIs(folder, segment);
    }

    /** Takes the digest of a segment. */
    static SegmentRecord recordAsIs(Path folder, Finished segment) throws IOException {
        Path file = folder.resolve(segment.name());
        return new SegmentRecord(
                segment.name(),
                Files.size(file),
                segment.firstSequence(),
                segment.lastSequence(),
                segment.firstTimeNs(),
                segment.lastTimeNs(),
                SegmentDigest.of(file),
                0);
    }

    EpochManifest manifest() {
        return manifest;
    }

    /** Takes what retention has changed. Thread: the keeper's. */
    void replace(EpochManifest changed) throws IOException {
        changed.write(folder);
        manifest = changed;
    }

    /**
     * Ends the thread; seals what is finished.
     *
     * @throws IOException also when the thread does not end: the manifest is its own, and the epoch is left without a seal
     */
    @Override
    public void close() throws IOException {
        isClosing = true;
        LockSupport.unpark(thread);
        awaitEnd();
        FileChannel unused = prepared;
        if (unused != null) {
            unused.close();
            Files.deleteIfExists(folder.resolve(PREPARED));
        }
        sealFinished();
    }

    private void awaitEnd() throws IOException {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MS);
        boolean isInterrupted = false;
        while (thread.isAlive() && System.nanoTime() - untilNs < 0) {
            try {
                thread.join(END_MS);
            } catch (InterruptedException e) {
                isInterrupted = true; // told again below: the epoch is ended first
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            throw new IOException("the keeper of " + folder + " has not ended in " + END_MS / 1000 + " s");
        }
    }
}
