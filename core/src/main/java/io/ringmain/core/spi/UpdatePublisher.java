package io.ringmain.core.spi;

/**
 * Publishes updates of tags into the ring under the back-pressure policy of its source.
 *
 * <p>Thread: one at a time per instance. Allocates: nothing per update.
 *
 * <p>Every call returns true when the update was taken in (published, or held to be conflated), false when it was
 * refused because the ring is full; both are counted. Under the policy WAIT a call waits for room, until its thread is
 * interrupted. {@code statusCode} is an OPC UA status code, times are
 * nanoseconds since 1970-01-01T00:00Z.
 */
public interface UpdatePublisher {

    boolean update(int tagId, double value, int statusCode, long sourceTimeNs);

    boolean update(int tagId, long value, int statusCode, long sourceTimeNs);

    boolean update(int tagId, boolean value, int statusCode, long sourceTimeNs);

    /**
     * A scan: the first {@code count} updates of the arrays, in their order, as of one source time. A source that has
     * several values at once pays less for each of them than by {@link #update}.
     *
     * @param statusCodes one a value
     * @return how many were taken in
     */
    default int scan(int[] tagIds, double[] values, int[] statusCodes, int count, long sourceTimeNs) {
        int taken = 0;
        for (int i = 0; i < count; i++) {
            taken += update(tagIds[i], values[i], statusCodes[i], sourceTimeNs) ? 1 : 0;
        }
        return taken;
    }

    /** UTF-8 text of at most {@link io.ringmain.core.tag.TagValue#MAX_STRING_BYTES} bytes; longer ones are refused. */
    boolean update(int tagId, byte[] utf8, int length, int statusCode, long sourceTimeNs);

    /**
     * The first elements of an array; more than {@link io.ringmain.core.tag.TagValue#MAX_ELEMENTS} are refused. Allocates
     * when a slot of the ring first holds as many.
     */
    boolean update(int tagId, double[] values, int count, int statusCode, long sourceTimeNs);

    /** The same for whole numbers. */
    boolean update(int tagId, long[] values, int count, int statusCode, long sourceTimeNs);

    /** A status without a value: the tag keeps its last value and takes the status. */
    boolean status(int tagId, int statusCode, long sourceTimeNs);

    /**
     * Publishes what was held back by the policy CONFLATE, as far as the ring has room; true when nothing is left.
     * Call it when idle.
     */
    boolean flush();
}
