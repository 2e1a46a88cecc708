package io.ringmain.historian.projection;

import io.ringmain.core.codec.BatchDecoder;
import java.io.IOException;

/**
 * What a projection does with the journal. Its position is kept by the store that has the rows, so that both are one.
 *
 * <p>Thread: the follower's.
 */
public interface ProjectionTarget {

    /**
     * Makes the store ready, forgets what was not flushed, and says where to go on. Called at the start and after every
     * failure.
     *
     * @return last sequence that the store has, 0 for none
     * @throws RuntimeException when the store can not be used now; it is asked again
     */
    long open() throws IOException;

    /** Takes the records of a batch; nothing of it is in the store yet. */
    void add(BatchDecoder batch);

    /** Rows and changes that wait to be flushed. */
    int pending();

    /**
     * Puts what waits into the store, with the position.
     *
     * @param sequence last one of the last batch, or of the last batch of which rows came
     */
    void flush(long sequence) throws IOException;

    /** What people should know of it although it works, may be empty. */
    String remark();

    /** Rows that the store has refused for good. */
    long refused();
}
