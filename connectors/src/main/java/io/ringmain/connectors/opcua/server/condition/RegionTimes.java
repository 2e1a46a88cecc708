package io.ringmain.connectors.opcua.server.condition;

import io.ringmain.core.alarm.AlarmSnapshot;

/** Since when each region is as it is, ring time in ns; 0 for what is not known since the start. Immutable. */
final class RegionTimes {
    private static final int COUNT = Region.values().length;

    private final long[] ns;

    private RegionTimes(long[] ns) {
        this.ns = ns;
    }

    /** What an alarm's state says by itself. */
    static RegionTimes of(AlarmSnapshot state) {
        long[] ns = new long[COUNT];
        ns[Region.ACTIVE.ordinal()] = state.isActive ? state.activeSinceNs : 0;
        ns[Region.ACKED.ordinal()] = state.isAcknowledged ? state.acknowledgedNs : state.activeSinceNs;
        return new RegionTimes(ns);
    }

    /** The times behind a transition at that time. */
    RegionTimes after(AlarmSnapshot before, AlarmSnapshot now, long timeNs) {
        long[] next = ns.clone();
        for (Region region : Region.values()) {
            if (region.of(before) != region.of(now) || region == Region.SHELVED && before.shelf != now.shelf) {
                next[region.ordinal()] = timeNs;
            }
        }
        return new RegionTimes(next);
    }

    long of(Region region) {
        return ns[region.ordinal()];
    }
}
