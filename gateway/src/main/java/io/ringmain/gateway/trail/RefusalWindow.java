package io.ringmain.gateway.trail;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps floods of refusals small: of one source and kind the first is told at once, those of the next 10 s are told
 * together at their end, by {@link #sweep}. Holds a bounded number of sources; what comes from more is told together.
 *
 * <p>Thread: any; never waits. One calls {@link #sweep} about once a second.
 *
 * @param <T> what is told, for example a note or a line of the log
 */
public final class RefusalWindow<T> {
    /** Length of a window. */
    public static final long LENGTH_NS = TimeUnit.SECONDS.toNanos(10);

    /** Stands for all sources that there is no room for. */
    public static final String OTHERS = "others";

    private static final int MOST = 4_096;

    /** Takes what is to be told. Thread: that of the refusal, or of the sweep. */
    @FunctionalInterface
    public interface Handler<T> {
        /** @param times how many refusals it stands for, of which it is the last */
        void tell(T what, int times);
    }

    private record Key(String source, String kind) {}

    /** A window that is open; one that is over takes nothing in any more. */
    private static final class Window<T> {
        static final int OVER = -1;

        final long openedNs;
        final AtomicInteger held = new AtomicInteger();
        volatile T last;

        Window(long openedNs) {
            this.openedNs = openedNs;
        }

        boolean hold(T what) {
            last = what;
            for (int count = held.get(); count != OVER; count = held.get()) {
                if (held.compareAndSet(count, count == Integer.MAX_VALUE ? count : count + 1)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final ConcurrentHashMap<Key, Window<T>> windows = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final Handler<T> handler;

    /** @param nanos a monotonic clock in ns */
    public RefusalWindow(LongSupplier nanos, Handler<T> handler) {
        this.nanos = nanos;
        this.handler = handler;
    }

    /**
     * Tells a refusal now or later.
     *
     * @param source where it came from, for example an address
     * @param kind what was refused, one of a few words
     */
    public void refuse(String source, String kind, T what) {
        Key key = new Key(source, kind);
        while (true) {
            Window<T> open = windows.get(key);
            if (open == null) {
                if (windows.size() >= MOST && !key.source().equals(OTHERS)) {
                    key = new Key(OTHERS, kind);
                    continue;
                }
                open = windows.putIfAbsent(key, new Window<>(nanos.getAsLong()));
                if (open == null) {
                    handler.tell(what, 1);
                    return;
                }
            }
            if (open.hold(what)) {
                return;
            }
        }
    }

    /** Tells what windows that are over have held. A source that goes on is told once a window. */
    public void sweep() {
        long now = nanos.getAsLong();
        windows.forEach((key, window) -> {
            if (now - window.openedNs >= LENGTH_NS) {
                close(key, window, now);
            }
        });
    }

    /** Tells all that is held, as nothing follows any more. */
    public void flush() {
        long now = nanos.getAsLong();
        windows.forEach((key, window) -> close(key, window, now));
    }

    private void close(Key key, Window<T> window, long now) {
        int held = window.held.getAndSet(Window.OVER);
        if (held <= 0) {
            windows.remove(key, window);
            return;
        }
        windows.replace(key, window, new Window<>(now));
        handler.tell(window.last, held);
    }

    /** Windows that are open. */
    int size() {
        return windows.size();
    }
}
