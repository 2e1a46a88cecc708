package io.ringmain.gateway.browse;

import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.BrowsedNode.Kind;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.tag.Quality;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Walks down from a node, level by level into each child, and shows what it finds in that order. A variable whose values a tag
 * takes is an end; what it has below (its properties) is not asked for. A node is shown once, wherever it is linked from.
 *
 * <p>Thread: the caller's, for as long as the limits say; ends early when it is interrupted.
 */
public final class NodeWalk {
    private static final int PAGE = 1_000;
    private static final int MOST_FAILURES = 20;

    /**
     * How a walk ended.
     *
     * @param nodes that were shown
     * @param isComplete false when a limit cut it, or a part could not be read
     * @param remarks what was left out and why, a line each
     */
    public record Outcome(int nodes, boolean isComplete, List<String> remarks) {}

    /** Where a walk goes from a node. */
    public enum Step {
        /** To what is below it, then on. */
        DOWN,
        /** On beside it. */
        PAST,
        END
    }

    private final Browser browser;
    private final WalkLimits limits;
    private final Function<FoundNode, Step> visitor;
    private final Set<String> seen = new HashSet<>();
    private final List<String> remarks = new ArrayList<>();
    private final long deadlineNs;
    private int nodes;
    private int requests;
    private int failures;
    private boolean isDeeper;
    private boolean isOver;

    private NodeWalk(Browser browser, WalkLimits limits, Function<FoundNode, Step> visitor) {
        this.browser = browser;
        this.limits = limits;
        this.visitor = visitor;
        deadlineNs = System.nanoTime() + limits.all().toNanos();
    }

    /**
     * @param from address of the node to begin at, empty for the device's root
     * @param visitor shown each node, says where to go
     * @throws BrowseException when the first node can not be read, or the link is lost
     * @throws InterruptedException when the thread was interrupted
     */
    public static Outcome run(Browser browser, String from, WalkLimits limits, Function<FoundNode, Step> visitor)
            throws InterruptedException {
        NodeWalk walk = new NodeWalk(browser, limits, visitor);
        walk.seen.add(from);
        walk.below(from, List.of());
        if (walk.isDeeper) {
            walk.remarks.add("nothing is shown below " + limits.depth() + " levels");
        }
        if (walk.failures > MOST_FAILURES) {
            walk.remarks.add(walk.failures - MOST_FAILURES + " more nodes could not be read");
        }
        return new Outcome(walk.nodes, walk.remarks.isEmpty(), List.copyOf(walk.remarks));
    }

    private void below(String address, List<String> path) throws InterruptedException {
        for (BrowsedNode child : children(address, path)) {
            if (isOver) {
                return;
            }
            if (!seen.add(child.address())) {
                continue;
            }
            if (nodes == limits.nodes()) {
                end("the limit of " + limits.nodes() + " nodes is reached");
                return;
            }
            List<String> names = new ArrayList<>(path);
            names.add(child.name());
            FoundNode found = new FoundNode(names, child);
            nodes++;
            Step step = visitor.apply(found);
            if (step == Step.END) {
                isOver = true;
                return;
            }
            if (step == Step.DOWN && hasMore(child)) {
                if (found.depth() < limits.depth()) {
                    below(child.address(), names);
                } else {
                    isDeeper = true;
                }
            }
        }
    }

    private static boolean hasMore(BrowsedNode node) {
        return node.kind() == Kind.OBJECT || node.kind() == Kind.VARIABLE && node.type() == null;
    }

    /** All of them before the next level: a device keeps the rest of a page for a short time only. */
    private List<BrowsedNode> children(String address, List<String> path) throws InterruptedException {
        List<BrowsedNode> children = new ArrayList<>();
        String next = "";
        try {
            do {
                Browser.Page page = await(browser.children(address, PAGE, next));
                children.addAll(page.nodes());
                next = page.next();
            } while (!next.isEmpty() && children.size() <= limits.nodes() - nodes);
        } catch (BrowseException e) {
            if (requests == 0 || isLinkLost(e)) {
                throw e;
            }
            if (failures++ < MOST_FAILURES) {
                remarks.add(String.join("/", path) + " (" + address + ") can not be read: " + e.getMessage());
            }
        }
        requests++;
        return children;
    }

    private Browser.Page await(CompletableFuture<Browser.Page> answer) throws InterruptedException {
        long leftNs = deadlineNs - System.nanoTime();
        try {
            return answer.get(Math.max(0, Math.min(leftNs, limits.each().toNanos())), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(false);
            if (leftNs > limits.each().toNanos()) {
                throw new BrowseException(
                        Quality.BAD_TIMEOUT, "no answer within " + limits.each().toSeconds() + " s");
            }
            end("the time of " + limits.all().toSeconds() + " s is over");
            return new Browser.Page(List.of(), "");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrowseException refused) {
                throw refused;
            }
            throw new IllegalStateException("a browser failed unexpectedly", e.getCause());
        }
    }

    private static boolean isLinkLost(BrowseException e) {
        return BrowseFailure.of(e) == BrowseFailure.LINK_DOWN;
    }

    private void end(String why) {
        if (!isOver) {
            isOver = true;
            remarks.add(why);
        }
    }
}
