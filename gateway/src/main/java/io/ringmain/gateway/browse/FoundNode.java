package io.ringmain.gateway.browse;

import io.ringmain.core.spi.BrowsedNode;
import java.util.List;

/**
 * A node where a walk came upon it.
 *
 * @param path names from the first level below the walk's begin down to the node itself
 * @param node what the device says of it
 */
public record FoundNode(List<String> path, BrowsedNode node) {
    public FoundNode {
        path = List.copyOf(path);
    }

    /** 1 for the first level. */
    public int depth() {
        return path.size();
    }
}
