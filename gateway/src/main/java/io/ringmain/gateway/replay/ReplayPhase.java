package io.ringmain.gateway.replay;

import java.util.Locale;

/** What a replay does at the moment. */
public enum ReplayPhase {
    /** On its way to a moment; there is nothing to be seen until it has arrived. */
    SEEKING,
    /** Stands at its moment. */
    PAUSED,
    /** Its moment moves on. */
    PLAYING,
    /** Has come to the end of what is recorded. */
    ENDED,
    /** Could not go on; its problem says why. Seeking elsewhere may help. */
    FAILED,
    /** Is not there any more; only those who watched it hear of it. */
    CLOSED;

    /** The name in the REST interface. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
