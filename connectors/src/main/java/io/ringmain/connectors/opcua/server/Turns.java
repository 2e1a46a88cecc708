package io.ringmain.connectors.opcua.server;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs the work of each owner one after the other, so that who asks for much waits for themselves and not the others.
 *
 * <p>Thread: any. Owns: what waits.
 */
final class Turns {
    private final Executor executor;
    private final int mostWaiting;
    private final ReentrantLock lock = new ReentrantLock();
    /** What waits behind what an owner has running; no entry when nothing runs. */
    private final Map<Object, Queue<Runnable>> waiting = new HashMap<>();

    /** @param mostWaiting work of one owner that may wait */
    Turns(Executor executor, int mostWaiting) {
        this.executor = executor;
        this.mostWaiting = mostWaiting;
    }

    /** The executor for one owner. */
    Executor of(Object owner) {
        return work -> take(owner, work);
    }

    private void take(Object owner, Runnable work) {
        lock.lock();
        try {
            Queue<Runnable> behind = waiting.get(owner);
            if (behind != null) {
                if (behind.size() >= mostWaiting) {
                    throw new RejectedExecutionException("too much waits");
                }
                behind.add(work);
                return;
            }
            waiting.put(owner, new ArrayDeque<>());
        } finally {
            lock.unlock();
        }
        start(owner, work);
    }

    private void start(Object owner, Runnable work) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } finally {
                    next(owner);
                }
            });
        } catch (RejectedExecutionException e) {
            next(owner);
            throw e;
        }
    }

    private void next(Object owner) {
        Runnable work;
        lock.lock();
        try {
            Queue<Runnable> behind = waiting.get(owner);
            work = behind == null ? null : behind.poll();
            if (work == null) {
                waiting.remove(owner);
            }
        } finally {
            lock.unlock();
        }
        if (work != null) {
            start(owner, work);
        }
    }
}
