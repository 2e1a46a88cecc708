package io.ringmain.core.spi;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Looks around in a device, a level at a time, and reads and writes what is there, bound to a tag or not. A future fails with
 * {@link BrowseException}, whose message an operator can read.
 *
 * <p>Thread: any; several requests at once are taken one after the other. Never blocks.
 */
public interface Browser extends AutoCloseable {

    /**
     * One page of children.
     *
     * @param next what to give for the next page, empty when this is the last
     */
    record Page(List<BrowsedNode> nodes, String next) {
        public Page {
            nodes = List.copyOf(nodes);
        }
    }

    /**
     * A value as the device has it.
     *
     * @param value number, Boolean, String, or a list of them; null when there is none; what has fields is text
     * @param statusCode OPC UA status code
     * @param sourceTimeNs ns since the epoch, 0 when the device does not say
     */
    record RawValue(Object value, int statusCode, long sourceTimeNs) {}

    /**
     * The children of a node.
     *
     * @param address the node; empty for the device's root
     * @param limit how many at most, from 1 to 10,000
     * @param next as in the page before, empty for the first one; pages are kept for a minute
     */
    CompletableFuture<Page> children(String address, int limit, String next);

    CompletableFuture<RawValue> read(String address);

    /** Writes a number, Boolean or String, converted to the device's type; gives the OPC UA status code. */
    CompletableFuture<Integer> write(String address, Object value);

    /** Ends what it holds. */
    @Override
    void close();
}
