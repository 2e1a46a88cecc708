package io.ringmain.perf.opcua;

/**
 * What subscriptions got within a time.
 *
 * @param publishes how many came, and those that should have
 * @param late how many of them came more than half an interval late, or not at all
 * @param values that were in them
 * @param periods at which a thread of the same process wanted to wake
 * @param stalled at how many of them it woke more than half an interval late
 */
record WatchReport(long publishes, long late, long values, long periods, long stalled) {

    WatchReport plus(WatchReport other) {
        return new WatchReport(
                publishes + other.publishes,
                late + other.late,
                values + other.values,
                periods + other.periods,
                stalled + other.stalled);
    }

    static WatchReport parse(String line) {
        String[] words = line.split(" ");
        return new WatchReport(
                Long.parseLong(words[0]),
                Long.parseLong(words[1]),
                Long.parseLong(words[2]),
                Long.parseLong(words[3]),
                Long.parseLong(words[4]));
    }

    double latePercent() {
        return 100.0 * late / publishes;
    }

    double stalledPercent() {
        return 100.0 * stalled / periods;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return publishes + " " + late + " " + values + " " + periods + " " + stalled;
    }
}
