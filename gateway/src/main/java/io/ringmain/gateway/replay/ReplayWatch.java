package io.ringmain.gateway.replay;

import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.plant.ChangeMarks;
import io.ringmain.core.site.SitePlan;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What somebody sees of a replay while it goes on: its values, with marks of what changed, and its changes one by one.
 * Those who do not take the changes lose some, and are told how many.
 *
 * <p>Thread: one takes; that of the replays gives.
 */
public final class ReplayWatch implements AutoCloseable {
    private static final int MOST_QUEUED = 4_096;

    /**
     * What is to be seen between two seeks.
     *
     * @param generation another one after each seek: everything is to be looked at again then
     * @param marks changes since the seek
     */
    public record Shown(long generation, SitePlan site, CvtReader values, ChangeMarks marks) {}

    /**
     * One change.
     *
     * @param operation {@code alarm}, {@code machine} or {@code state}
     * @param members JSON object with the members of the frame
     */
    public record Change(String operation, byte[] members) {}

    private final OpenReplay replay;
    private final ConcurrentLinkedQueue<Change> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong missed = new AtomicLong();

    ReplayWatch(OpenReplay replay) {
        this.replay = replay;
    }

    public String id() {
        return replay.id();
    }

    /** Null while there is nothing to be seen: on the way to a moment, and behind the end. */
    public Shown shown() {
        return replay.shown();
    }

    /** Its moment, ns since the epoch. */
    public long atNs() {
        return replay.status().atNs();
    }

    /** The oldest change that was not taken yet, null when there is none. */
    public Change poll() {
        Change change = queue.poll();
        if (change != null) {
            queued.decrementAndGet();
        }
        return change;
    }

    /** How many changes were lost since this was asked last. */
    public long takeMissed() {
        return missed.get() == 0 ? 0 : missed.getAndSet(0);
    }

    void offer(Change change) {
        if (queued.get() >= MOST_QUEUED) {
            missed.incrementAndGet();
        } else {
            queued.incrementAndGet();
            queue.add(change);
        }
    }

    /** Nobody looks any more. Thread: any. */
    @Override
    public void close() {
        replay.remove(this);
    }
}
