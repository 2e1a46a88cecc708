package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.LinkState;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Tells the publishing thread that the link is lost or there, each once and in their order, ahead of the values that come
 * over it.
 *
 * <p>Thread: any.
 */
final class LinkReport {
    private final Consumer<Handover.LinkChange> listener;
    private final ReentrantLock turn = new ReentrantLock();
    private LinkState told = LinkState.UNKNOWN;

    LinkReport(Handover handover) {
        this(handover::put);
    }

    private LinkReport(Consumer<Handover.LinkChange> listener) {
        this.listener = listener;
    }

    /** For a link that nobody acquires anything over. */
    static LinkReport toNobody() {
        return new LinkReport(change -> {});
    }

    /** Values of that session count from here on. */
    void up(long session) {
        turn.lock();
        try {
            if (told != LinkState.OK) {
                tell(session, LinkState.OK);
            }
        } finally {
            turn.unlock();
        }
    }

    /** The session was lost and is there again, whether somebody has noticed the loss or not. */
    void again(long session) {
        turn.lock();
        try {
            if (told == LinkState.OK) {
                tell(0, LinkState.UNAVAILABLE);
            }
            tell(session, LinkState.OK);
        } finally {
            turn.unlock();
        }
    }

    /** False when that was told before. */
    boolean down() {
        turn.lock();
        try {
            if (told == LinkState.UNAVAILABLE) {
                return false;
            }
            tell(0, LinkState.UNAVAILABLE);
            return true;
        } finally {
            turn.unlock();
        }
    }

    private void tell(long session, LinkState state) {
        told = state;
        listener.accept(new Handover.LinkChange(session, state));
    }
}
