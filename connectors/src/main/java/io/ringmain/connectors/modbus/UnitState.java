package io.ringmain.connectors.modbus;

import io.ringmain.connectors.Backoff;

/**
 * What is known of one unit behind a connection. A unit that does not answer is left alone for a while, longer each time, so
 * that it takes little of the time of the others.
 *
 * <p>Thread: the link's.
 */
final class UnitState {
    private final Backoff backoff;
    private long untilNs;
    private boolean isLost;
    private boolean hasNoMaskWrite;

    UnitState(ModbusSettings settings) {
        backoff = new Backoff(settings.reconnectMinMs(), settings.reconnectMaxMs());
    }

    /** It did not answer. True when it did before. */
    boolean lose(long nowNs) {
        if (isLeftAlone(nowNs)) {
            // of several requests that were under way one counts
            return false;
        }
        boolean isNew = !isLost;
        isLost = true;
        untilNs = nowNs + backoff.pauseMs() * 1_000_000L;
        return isNew;
    }

    void answer() {
        if (isLost) {
            isLost = false;
            backoff.reset();
        }
    }

    boolean isLost() {
        return isLost;
    }

    /** Whether it is to be left alone. When that is over one request goes out, and decides. */
    boolean isLeftAlone(long nowNs) {
        return isLost && nowNs - untilNs < 0;
    }

    /** The function code 22 is unknown to it. */
    void noMaskWrite() {
        hasNoMaskWrite = true;
    }

    boolean hasMaskWrite() {
        return !hasNoMaskWrite;
    }
}
