package io.ringmain.perf.lane;

import java.util.List;

/** Windows of several lanes in turn, A-B-C-A-B-C, so that what disturbs a round disturbs all of them. */
public final class Rounds {
    private Rounds() {}

    public static void run(int warmUps, int windows, long windowNs, List<LaneProcess> lanes) {
        for (int round = 0; round < warmUps; round++) {
            lanes.forEach(lane -> lane.warmUp(windowNs));
        }
        for (int round = 0; round < windows; round++) {
            lanes.forEach(lane -> lane.window(windowNs));
        }
    }
}
