package io.ringmain.core.replay;

/** Is told of every event as it is executed. Thread: that of the replay. */
@FunctionalInterface
public interface ReplayListener {
    /** For who wants the state behind them only. */
    ReplayListener NONE = session -> {};

    /**
     * An event has been executed: {@link ReplaySession#event()} and its results show it, and the session's readers the state
     * behind it. All of that is valid during the call.
     */
    void onExecuted(ReplaySession session);
}
