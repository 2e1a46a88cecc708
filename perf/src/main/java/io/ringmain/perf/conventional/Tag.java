package io.ringmain.perf.conventional;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A tag: its value behind a read-write lock, and who is told of it.
 *
 * <p>Thread: any.
 */
final class Tag {
    private final int id;
    private final List<TagObserver> observers = new CopyOnWriteArrayList<>();
    private final Lock readLock;
    private final Lock writeLock;
    private double value = Double.NaN;
    private int statusCode;
    private long sourceTimeNs;
    private long ingressTimeNs;

    /**
     * What a reader gets.
     *
     * @param value NaN before the first
     * @param statusCode OPC UA status code
     * @param sourceTimeNs ns since the epoch
     * @param ingressTimeNs ns since the epoch
     */
    record Reading(double value, int statusCode, long sourceTimeNs, long ingressTimeNs) {}

    Tag(int id) {
        this.id = id;
        ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
        readLock = lock.readLock();
        writeLock = lock.writeLock();
    }

    void add(TagObserver observer) {
        observers.add(observer);
    }

    /**
     * Stores the value, has it recorded and tells the observers, all under the lock: so the file has the order of the
     * values, and the observers need no lock of their own.
     */
    void update(RecordLog log, int source, double newValue, int newStatus, long newSourceTimeNs, long timeNs) {
        writeLock.lock();
        try {
            value = newValue;
            statusCode = newStatus;
            sourceTimeNs = newSourceTimeNs;
            ingressTimeNs = timeNs;
            log.append(
                    new Recorded(Recorded.UPDATE, (byte) 0, id, source, newStatus, newValue, newSourceTimeNs, timeNs));
            for (TagObserver observer : observers) {
                observer.onValue(newValue, newStatus, timeNs);
            }
        } finally {
            writeLock.unlock();
        }
    }

    /** Runs something while nobody writes or reads. */
    void exclusively(Runnable task) {
        writeLock.lock();
        try {
            task.run();
        } finally {
            writeLock.unlock();
        }
    }

    Reading read() {
        readLock.lock();
        try {
            return new Reading(value, statusCode, sourceTimeNs, ingressTimeNs);
        } finally {
            readLock.unlock();
        }
    }
}
