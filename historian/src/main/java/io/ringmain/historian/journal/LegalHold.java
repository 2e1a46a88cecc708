package io.ringmain.historian.journal;

/**
 * A span of the journal that retention must keep.
 *
 * @param id from 1, never used again
 * @param fromNs first ring time that is kept, ns since 1970
 * @param toNs last one
 * @param reason what a person said, on one line
 * @param createdMs wall clock when it was set, ms since 1970
 * @param releasedMs when it was given up, 0 while it is in force
 */
public record LegalHold(int id, long fromNs, long toNs, String reason, long createdMs, long releasedMs) {

    public boolean isInForce() {
        return releasedMs == 0;
    }

    /** Whether it needs anything of that span. */
    boolean covers(long firstNs, long lastNs) {
        return isInForce() && fromNs <= lastNs && toNs >= firstNs;
    }
}
