package io.ringmain.historian.questdb;

import io.ringmain.core.spi.History;
import io.ringmain.historian.query.Aggregation;
import io.ringmain.historian.query.DataPoint;
import java.util.List;

/** Gives an aggregation the samples of the server and those of the tail, each once, in their order. */
final class Merging {
    private final Aggregation aggregation;
    private final List<StoredRow> tail;
    private final List<History.Gap> gaps;
    private int nextGap;
    private int next;
    private StoredRow last;

    /**
     * @param tail in its order
     * @param gaps in the order of time
     */
    Merging(Aggregation aggregation, List<StoredRow> tail, List<History.Gap> gaps) {
        this.gaps = gaps;
        this.aggregation = aggregation;
        this.tail = tail;
    }

    /** Takes the next sample of the server. */
    void add(StoredRow row) {
        while (next < tail.size() && StoredRow.ORDER.compare(tail.get(next), row) <= 0) {
            give(tail.get(next++));
        }
        give(row);
    }

    /** The server has no more. */
    void finish() {
        while (next < tail.size()) {
            give(tail.get(next++));
        }
        while (nextGap < gaps.size()) {
            giveGap();
        }
    }

    private void give(StoredRow row) {
        // samples before and behind the span may come twice, and those of one time out of order
        if (last == null || StoredRow.ORDER.compare(row, last) > 0) {
            add(row.point());
            last = row;
        }
    }

    /** Takes a sample that is before all that the tail has. */
    void add(DataPoint point) {
        while (nextGap < gaps.size() && gaps.get(nextGap).fromNs() <= point.timeNs()) {
            giveGap();
        }
        aggregation.add(point);
    }

    private void giveGap() {
        History.Gap gap = gaps.get(nextGap++);
        aggregation.gap(gap.fromNs(), gap.toNs());
    }
}
