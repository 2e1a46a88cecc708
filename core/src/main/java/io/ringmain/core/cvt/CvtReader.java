package io.ringmain.core.cvt;

import io.ringmain.core.tag.TagValue;

/** Reads current values without locks, from any thread. */
public interface CvtReader {

    /**
     * Copies one consistent record; false when there is no such tag, {@code into} is unchanged then. Never blocks the
     * writer; retries while the record changes. Allocates: nothing.
     */
    boolean read(int tagId, TagValue into);

    /** Sequence of the event that last changed the tag, 0 when none has or there is no such tag. */
    long sequenceOf(int tagId);
}
