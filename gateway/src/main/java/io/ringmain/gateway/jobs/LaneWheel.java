package io.ringmain.gateway.jobs;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose turn it is: of ten turns six are for the high lane, three for the normal one and one for the low one, and a lane
 * with nothing to do leaves its turn to the highest that has. So the low one always comes on. Thread: any, one at a time.
 */
final class LaneWheel {
    private static final Priority H = Priority.HIGH;
    private static final Priority N = Priority.NORMAL;
    private static final Priority L = Priority.LOW;
    private static final List<Priority> TURNS = List.of(H, N, H, H, N, H, L, H, N, H);

    private int turn;

    /** The lanes in the order in which to look. */
    List<Priority> order() {
        Priority first = TURNS.get(turn);
        List<Priority> order = new ArrayList<>(List.of(first));
        for (Priority priority : Priority.values()) {
            if (priority != first) {
                order.add(priority);
            }
        }
        return order;
    }

    /** A job was begun. */
    void advance() {
        turn = (turn + 1) % TURNS.size();
    }
}
