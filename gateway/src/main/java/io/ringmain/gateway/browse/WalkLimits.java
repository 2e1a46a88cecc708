package io.ringmain.gateway.browse;

import java.time.Duration;

/**
 * Where a walk ends: an address space may be endless, or a device slow.
 *
 * @param nodes that are found at most
 * @param depth levels below the begin
 * @param each how long one answer of the device may take
 * @param all how long the walk may take
 */
public record WalkLimits(int nodes, int depth, Duration each, Duration all) {
    public WalkLimits {
        if (nodes < 1 || depth < 1) {
            throw new IllegalArgumentException("a walk of " + nodes + " nodes and " + depth + " levels");
        }
    }
}
