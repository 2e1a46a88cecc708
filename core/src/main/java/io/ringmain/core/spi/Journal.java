package io.ringmain.core.spi;

import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Append side of the system of record. Batches are opaque to it; {@link io.ringmain.core.codec.BatchHeader} says what
 * can be read from outside.
 */
public interface Journal extends AutoCloseable {

    /**
     * Appends one batch of at most 256 KiB as one excerpt. When it returns the batch survives the process.
     *
     * <p>Thread: JOURNAL. Allocates: nothing per call, file rolls apart.
     *
     * @throws java.io.UncheckedIOException when it could not be written; nothing of the batch is visible then
     */
    void append(DirectBuffer buffer, int offset, int length);

    /**
     * Makes all that was appended before the call survive a loss of power. Appending goes on meanwhile.
     *
     * <p>Thread: SYNC.
     *
     * @throws java.io.UncheckedIOException when it could not be done; nothing is appended any more then
     */
    default void force() {}

    /** What an operator should know, a line each: the plant is not healthy then. Thread: any. */
    default List<String> warnings() {
        return List.of();
    }

    @Override
    void close();
}
