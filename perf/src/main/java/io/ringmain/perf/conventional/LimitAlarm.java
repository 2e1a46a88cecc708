package io.ringmain.perf.conventional;

import java.util.function.Consumer;

/**
 * An alarm of a tag's value over or under a limit, with a deadband for going away.
 *
 * <p>Thread: evaluated and acknowledged under its tag's write lock; the state is read by any.
 */
final class LimitAlarm implements TagObserver {
    /** As in ISA-18.2. */
    enum State {
        NORMAL,
        UNACKNOWLEDGED,
        ACKNOWLEDGED,
        RETURNED_UNACKNOWLEDGED;

        boolean isActive() {
            return this == UNACKNOWLEDGED || this == ACKNOWLEDGED;
        }
    }

    private final int id;
    private final boolean isHigh;
    private final double limit;
    private final double backLimit;
    private final Consumer<Recorded> log;
    private volatile State state = State.NORMAL;

    /**
     * @param isHigh whether it is raised over the limit, not under it
     * @param deadband how far back the value has to be for the alarm to go away
     * @param log takes every change of the state
     */
    LimitAlarm(int id, boolean isHigh, double limit, double deadband, Consumer<Recorded> log) {
        this.id = id;
        this.isHigh = isHigh;
        this.limit = limit;
        this.backLimit = isHigh ? limit - deadband : limit + deadband;
        this.log = log;
    }

    State state() {
        return state;
    }

    @Override
    public void onValue(double value, int statusCode, long timeNs) {
        State before = state;
        if (statusCode < 0) {
            return; // a bad value says nothing about the limit
        }
        if (before.isActive()) {
            if (isHigh ? value <= backLimit : value >= backLimit) {
                State next = before == State.ACKNOWLEDGED ? State.NORMAL : State.RETURNED_UNACKNOWLEDGED;
                change(next, value, statusCode, timeNs);
            }
        } else if (isHigh ? value > limit : value < limit) {
            change(State.UNACKNOWLEDGED, value, statusCode, timeNs);
        }
    }

    void acknowledge(long timeNs) {
        switch (state) {
            case UNACKNOWLEDGED -> change(State.ACKNOWLEDGED, 0, 0, timeNs);
            case RETURNED_UNACKNOWLEDGED -> change(State.NORMAL, 0, 0, timeNs);
            default -> {}
        }
    }

    private void change(State next, double value, int statusCode, long timeNs) {
        state = next;
        log.accept(new Recorded(Recorded.ALARM, (byte) next.ordinal(), id, 0, statusCode, value, timeNs, timeNs));
    }
}
