package io.ringmain.gateway.prom;

/**
 * The moments that a query is answered for.
 *
 * @param startNs first, ns since the epoch
 * @param stepNs between two
 * @param count how many, at least one
 */
record Grid(long startNs, long stepNs, int count) {
    /** As many as Prometheus takes. */
    private static final int MOST = 11_000;

    private static final long SHORTEST_NS = 1_000_000;

    static Grid of(long startNs, long endNs, long stepNs) {
        if (endNs < startNs) {
            throw PromException.badData("end: is before start");
        }
        if (stepNs < SHORTEST_NS) {
            throw PromException.badData("step: is below 1ms");
        }
        long count = (endNs - startNs) / stepNs + 1;
        if (count > MOST) {
            throw PromException.badData("step: gives " + count + " points of each series, at most " + MOST
                    + " are answered; use a longer one");
        }
        return new Grid(startNs, stepNs, (int) count);
    }

    static Grid moment(long timeNs) {
        return new Grid(timeNs, 1_000_000_000L, 1);
    }

    long time(int index) {
        return startNs + index * stepNs;
    }

    Grid earlier(long byNs) {
        return new Grid(startNs - byNs, stepNs, count);
    }
}
