package io.ringmain.historian.journal;

import java.util.concurrent.locks.LockSupport;
import net.openhft.posix.PosixAPI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the system make the pages of a mapped block ready for writing before JOURNAL comes to them: a page that is met unready
 * costs JOURNAL 0.8 us, and up to 8 us where the memory behind it was never used before, while a page's worth of updates is
 * encoded in 2. The contents of pages are not touched, and an address at which nothing is mapped any more is only refused,
 * so that nothing here can harm what is written at the same time.
 *
 * <p>Needs Linux 5.14; where the system does not know how, nothing is done.
 *
 * <p>Thread: {@link #onWritten} JOURNAL; one of its own does the work. Allocates: nothing per call.
 */
final class PagesAhead implements AutoCloseable {
    /** What a site that writes little has ready; doubled with each call up to the most. */
    static final long LEAST_BYTES = 256 * 1024;

    static final long MOST_BYTES = 4 * 1024 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(PagesAhead.class);
    /** So much at once, since JOURNAL may wait for it when it maps the next block meanwhile. */
    private static final long STEP_BYTES = 256 * 1024;

    private static final long PAGE_BYTES = 4096;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final int ENOMEM = 12;
    private static final int EFAULT = 14;

    private final Thread thread = new Thread(this::run, "ringmain-journal-pages");
    private long aheadBytes = LEAST_BYTES;
    private long askAgainAt;
    private long blockEnd;
    private long from;
    private long to;
    /** Hands {@link #from} and {@link #to} over, and back when they have been read. */
    private volatile boolean isAsked;

    private boolean hasWorked;
    private volatile boolean isClosing;
    private volatile boolean isOff;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes note of how far a block is written. Thread: JOURNAL.
     *
     * @param address behind what was written last
     * @param end of the block in memory
     */
    void onWritten(long address, long end) {
        boolean isOtherBlock = end != blockEnd;
        if ((address < askAgainAt && !isOtherBlock) || isAsked || isOff) {
            return;
        }
        from = address;
        to = Math.min(end, address + aheadBytes);
        blockEnd = end;
        askAgainAt = address + aheadBytes / 2;
        aheadBytes = Math.min(2 * aheadBytes, MOST_BYTES);
        isAsked = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        try {
            PosixAPI posix = PosixAPI.posix();
            while (!isClosing && !isOff) {
                if (isAsked) {
                    long begin = from & -PAGE_BYTES;
                    long end = to & -PAGE_BYTES;
                    isAsked = false;
                    makeReady(posix, begin, end);
                } else {
                    LockSupport.park(this);
                }
            }
        } catch (RuntimeException | LinkageError e) { // JOURNAL meets the pages as they are then
            LOG.debug("pages are not made ready ahead", e);
            isOff = true;
        }
    }

    private void makeReady(PosixAPI posix, long begin, long end) {
        for (long at = begin; at < end && !isClosing; at += STEP_BYTES) {
            if (posix.madvise(at, Math.min(STEP_BYTES, end - at), MADV_POPULATE_WRITE) != 0) {
                int error = posix.lastError();
                // JOURNAL has gone on to another block, and in this one's place is nothing, or what can not be written
                boolean isGone = hasWorked || error == ENOMEM || error == EFAULT;
                isOff = !isGone;
                return;
            }
            hasWorked = true;
        }
    }

    /** Whether the system can not do it. */
    boolean isOff() {
        return isOff;
    }

    /** Ends the thread and waits for it, so that no address is used that belongs to somebody else afterwards. */
    @Override
    public void close() {
        isClosing = true;
        LockSupport.unpark(thread);
        boolean isInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                isInterrupted = true; // told again below
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
