package io.ringmain.client;

/** Where a client's connection is. */
public enum LinkState {
    /** Frames arrive. */
    LIVE,
    /** It is being sought again. */
    LOST,
    /** The server does not want the client back, or it was closed. */
    ENDED
}
