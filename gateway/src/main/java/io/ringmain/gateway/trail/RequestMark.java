package io.ringmain.gateway.trail;

import java.util.function.Supplier;

/**
 * What is known of the request that a thread is serving: whether it has left a record of its own, a command or a note, and
 * who it says it is from. What goes on in another thread takes {@link #present()} along.
 *
 * <p>Thread: any.
 */
public final class RequestMark {
    private static final ThreadLocal<RequestMark> PRESENT = new ThreadLocal<>();

    private volatile boolean isRecorded;
    private volatile boolean isOnlyLook;
    private volatile String name = "";

    /** That of the request this thread serves; one that nobody looks at when it serves none. */
    public static RequestMark present() {
        RequestMark mark = PRESENT.get();
        return mark == null ? new RequestMark() : mark;
    }

    /** Does it for this request. */
    public <T> T during(Supplier<T> work) {
        RequestMark before = PRESENT.get();
        PRESENT.set(this);
        try {
            return work.get();
        } finally {
            if (before == null) {
                PRESENT.remove();
            } else {
                PRESENT.set(before);
            }
        }
    }

    /** It is in the journal, or will be, who asked for what: a command, a configuration, a note. */
    public void recorded() {
        isRecorded = true;
    }

    public boolean isRecorded() {
        return isRecorded;
    }

    /** It asks what a change would do, and changes nothing. */
    public void onlyLooks() {
        isOnlyLook = true;
    }

    public boolean isOnlyLook() {
        return isOnlyLook;
    }

    /** The name that somebody gave who has not logged in. */
    public void tried(String user) {
        name = user;
    }

    public String tried() {
        return name;
    }
}
