package io.ringmain.core.plant;

/**
 * Counts journaled changes, so that any number of readers can find out what changed since they last looked, and how often,
 * without being known to the writer.
 */
public interface ChangeMarks {

    /** Changes of all tags since the start; unchanged means that no tag needs a look. */
    long total();

    /** Journaled changes of one tag since the start. */
    long of(int tagId);
}
