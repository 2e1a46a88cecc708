package io.ringmain.gateway.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a long command end by itself when the process is told to: it is asked to stop, and has a moment to say how far it
 * came.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_MS = 2_000;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::ask, "ringmain-interruption");
    private volatile boolean isAsked;

    Interruption() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void ask() {
        isAsked = true;
        try {
            ended.await(PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return isAsked;
    }

    @Override
    public void close() {
        ended.countDown();
        if (!isAsked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process ends in this moment.
                isAsked = true;
            }
        }
    }
}
