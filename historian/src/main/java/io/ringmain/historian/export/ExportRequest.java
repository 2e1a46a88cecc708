package io.ringmain.historian.export;

import io.ringmain.core.tag.Glob;
import java.util.List;

/**
 * What is to be exported.
 *
 * @param tags a tag that matches one of them is
 * @param fromNs inclusive, ns since 1970
 * @param toNs exclusive
 * @param by which time has to be in the span
 */
public record ExportRequest(List<Glob> tags, long fromNs, long toNs, By by) {

    /** Which time of a sample decides whether it is in the span. */
    public enum By {
        /**
         * The source's, or the time of intake where the source's can not be right: as in the trends. The journal is read to
         * its end, because a sample may come in late.
         */
        SOURCE,
        /** Ring time of intake: only that part of the journal is read. */
        INGRESS
    }

    public ExportRequest {
        tags = List.copyOf(tags);
        if (toNs < fromNs) {
            throw new IllegalArgumentException("a span that ends before it begins");
        }
    }

    boolean isIn(Row row) {
        long timeNs = by == By.SOURCE ? row.filedNs() : row.ingressTimeNs;
        return timeNs >= fromNs && timeNs < toNs;
    }

    /** No sample before that ring time is in the span. */
    long readFromNs() {
        return by == By.SOURCE ? Math.max(Long.MIN_VALUE + Row.LEAD_NS, fromNs) - Row.LEAD_NS : fromNs;
    }

    /** No sample from that ring time on is in the span. */
    long readToNs() {
        return by == By.SOURCE ? Long.MAX_VALUE : toNs;
    }
}
