package io.ringmain.gateway.browse;

import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.Browser;
import io.ringmain.gateway.browse.NodeWalk.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The tags that a subtree of a device makes.
 *
 * @param tags in the order in which the walk came upon them
 * @param nodes that were looked at
 * @param isComplete false when a limit cut it, or a part could not be read
 * @param remarks what was left out and why, a line each
 */
public record FoundTags(List<FoundTag> tags, int nodes, boolean isComplete, List<String> remarks) {
    /** What an OPC UA server says of itself and its sessions, which come and go (OPC 10000-5, 8.3.2). */
    private static final String SERVER = "i=2253";

    /**
     * Looks for them; the object in which an OPC UA server tells of itself is passed over unless it is where to begin.
     *
     * @param prefix what all names of tags begin with, may be empty
     * @param most tags
     * @param progress told how many tags there are, now and then
     * @throws BrowseException when the first node can not be read, or the link is lost
     * @throws InterruptedException when the thread was interrupted
     */
    public static FoundTags below(
            Browser browser, String from, String prefix, int most, WalkLimits limits, IntConsumer progress)
            throws InterruptedException {
        TagNames names = new TagNames(prefix);
        List<FoundTag> tags = new ArrayList<>();
        boolean[] isCut = {false};
        NodeWalk.Outcome walk = NodeWalk.run(browser, from, limits, found -> {
            if (found.node().type() == null) {
                return found.node().address().equals(SERVER) ? Step.PAST : Step.DOWN;
            }
            isCut[0] = tags.size() == most;
            if (isCut[0]) {
                return Step.END;
            }
            tags.add(new FoundTag(names.of(found.path()), found.node()));
            progress.accept(tags.size());
            return Step.PAST;
        });
        List<String> remarks = new ArrayList<>(walk.remarks());
        if (isCut[0]) {
            remarks.add("the limit of " + most + " tags is reached");
        }
        return new FoundTags(List.copyOf(tags), walk.nodes(), remarks.isEmpty(), List.copyOf(remarks));
    }
}
