package io.ringmain.gateway.testing;

import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.BrowsedNode.Kind;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A small address space: folders, variables of many kinds, and a loop. Addresses are {@code n=} and a name. */
public final class FakeNodes implements Browser {
    public static final int BAD_NOT_CONNECTED = 0x808A0000;

    private final Map<String, List<BrowsedNode>> children = new LinkedHashMap<>();
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    public final AtomicInteger requests = new AtomicInteger();
    public final AtomicInteger closed = new AtomicInteger();
    /** Status of what is answered to everything but reads of known nodes; 0 for what is asked for. */
    public volatile int failure;
    /** Nothing is answered any more. */
    public volatile boolean isSilent;

    private final Queue<CompletableFuture<?>> unanswered = new ConcurrentLinkedQueue<>();

    public FakeNodes() {
        children.put(
                "",
                List.of(
                        folder("n=Feed", "Feed"),
                        folder("n=Über", "Über tank #1"),
                        method("n=Go", "Go"),
                        folder("i=2253", "Server")));
        children.put("i=2253", List.of(variable("i=2258", "Now", TagType.STRING, "", Double.NaN, Double.NaN, "")));
        children.put(
                "n=Feed",
                List.of(
                        variable("n=FI", "FI-101", TagType.FLOAT64, "m3/h", 0, 120, "Flow of the feed"),
                        variable("n=Run", "P101A.Run", TagType.BOOL, "", Double.NaN, Double.NaN, ""),
                        variable("n=Odd", "FI/101", TagType.FLOAT64, "wibbles", 5, 5, ""),
                        folder("n=Feed", "Feed again")));
        children.put(
                "n=Über",
                List.of(
                        variable("n=Text", "Batch: \"A\"", TagType.STRING, "", Double.NaN, Double.NaN, "line\nline"),
                        variable("n=Profile", "Profile", TagType.FLOAT64_ARRAY, "", Double.NaN, Double.NaN, ""),
                        new BrowsedNode(
                                "n=Struct",
                                "Struct",
                                Kind.VARIABLE,
                                "Range",
                                null,
                                false,
                                "",
                                Double.NaN,
                                Double.NaN,
                                "")));
        children.put("n=Struct", List.of(variable("n=Low", "Low", TagType.INT64, "", 0, 10, "")));
        values.put("n=FI", 42.5);
        values.put("n=Profile", List.of(1.0, 2.5));
    }

    private static BrowsedNode folder(String address, String name) {
        return new BrowsedNode(address, name, Kind.OBJECT, "", null, false, "", Double.NaN, Double.NaN, "");
    }

    private static BrowsedNode method(String address, String name) {
        return new BrowsedNode(address, name, Kind.METHOD, "", null, false, "", Double.NaN, Double.NaN, "");
    }

    private static BrowsedNode variable(
            String address, String name, TagType type, String unit, double low, double high, String description) {
        return new BrowsedNode(
                address, name, Kind.VARIABLE, type.label(), type, type == TagType.BOOL, unit, low, high, description);
    }

    /** Ends its silence. */
    public void wake() {
        isSilent = false;
        unanswered.forEach(question ->
                question.completeExceptionally(new BrowseException(BAD_NOT_CONNECTED, "the connection was lost")));
    }

    private <T> CompletableFuture<T> answer(T value, int status, String message) {
        requests.incrementAndGet();
        if (isSilent) {
            CompletableFuture<T> never = new CompletableFuture<>();
            unanswered.add(never);
            return never;
        }
        int wrong = failure != 0 ? failure : status;
        return wrong == 0
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(new BrowseException(wrong, message));
    }

    @Override
    public CompletableFuture<Page> children(String address, int limit, String next) {
        boolean isKnown = children.containsKey(address);
        List<BrowsedNode> all = children.getOrDefault(address, List.of());
        int from = next.isEmpty() ? 0 : Integer.parseInt(next);
        int to = Math.min(all.size(), from + limit);
        Page page = new Page(all.subList(Math.min(from, to), to), to < all.size() ? String.valueOf(to) : "");
        return answer(page, isKnown ? 0 : Quality.BAD_NODE_ID_UNKNOWN, "there is no node " + address);
    }

    @Override
    public CompletableFuture<RawValue> read(String address) {
        Object value = values.get(address);
        return answer(
                new RawValue(value, Quality.GOOD, 1_700_000_000_123_000_000L),
                value == null ? Quality.BAD_NODE_ID_UNKNOWN : 0,
                "there is no node " + address);
    }

    @Override
    public CompletableFuture<Integer> write(String address, Object value) {
        boolean isNumber = value instanceof Number;
        if (isNumber && failure == 0) {
            values.put(address, value);
        }
        return answer(isNumber ? Quality.GOOD : Quality.BAD_TYPE_MISMATCH, 0, "");
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
