package io.ringmain.gateway.ws;

import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.plant.ChangeMarks;
import io.ringmain.core.plant.Plant;
import io.ringmain.gateway.replay.ReplayWatch;

/** Where the values of a subscription come from. Thread: the hub's. */
interface ValueSource {
    /** What is to be seen at the moment; null while there is nothing. */
    View view();

    /** The time of what is seen, ms since the epoch. */
    long timeMs();

    /** Id of the replay, empty for the present. */
    String replay();

    /**
     * @param generation when it is another one than before, everything is to be sent again
     */
    record View(long generation, CvtReader values, ChangeMarks marks) {}

    static ValueSource of(Plant plant) {
        View present = new View(0, plant.values(), plant.changes());
        return new ValueSource() {
            @Override
            public View view() {
                return present;
            }

            @Override
            public long timeMs() {
                return System.currentTimeMillis();
            }

            @Override
            public String replay() {
                return "";
            }
        };
    }

    static ValueSource of(ReplayWatch watch) {
        return new ValueSource() {
            @Override
            public View view() {
                ReplayWatch.Shown shown = watch.shown();
                return shown == null ? null : new View(shown.generation(), shown.values(), shown.marks());
            }

            @Override
            public long timeMs() {
                return Math.floorDiv(watch.atNs(), 1_000_000);
            }

            @Override
            public String replay() {
                return watch.id();
            }
        };
    }
}
