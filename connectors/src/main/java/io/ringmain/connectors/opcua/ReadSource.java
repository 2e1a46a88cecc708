package io.ringmain.connectors.opcua;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExpandedNodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;

/**
 * What is acquired of the server as one: a node or a range of its array, and the tags that take the value or fields of it.
 *
 * <p>Thread: made by the link's. What changes is written by the publishing thread.
 */
final class ReadSource {
    private static final int BAD_NODE_ID_INVALID = 0x80330000;

    private static final int UNINTERRUPTED = 0;
    private static final int LINK_LOST = 1;
    private static final int SESSION_LOST = 2;

    private final Key key;
    private final TagItem[] tags;
    private volatile boolean isDropped;
    private volatile boolean isGone;
    private volatile long newestNs = Long.MIN_VALUE;
    private volatile int interruption;
    private volatile boolean isResumed;
    private volatile long resumedNs;
    private DataValue kept;

    /** Tags with the same key share an item. */
    record Key(ExpandedNodeId node, String indexRange, int intervalMs, ItemOptions options) {}

    ReadSource(Key key, List<TagItem> tags) {
        this.key = key;
        this.tags = tags.toArray(TagItem[]::new);
    }

    /** Of one tag alone. */
    static ReadSource of(TagItem tag) {
        return new ReadSource(keyOf(tag), List.of(tag));
    }

    /** Of none, to look at something. */
    static ReadSource of(NodeAddress address) {
        return new ReadSource(new Key(address.node(), address.indexRange(), 0, ItemOptions.DEFAULT), List.of());
    }

    /** In the order of their first tags. */
    static Map<Key, List<TagItem>> byKey(List<TagItem> tags) {
        Map<Key, List<TagItem>> byKey = new LinkedHashMap<>();
        for (TagItem tag : tags) {
            byKey.computeIfAbsent(keyOf(tag), any -> new ArrayList<>(1)).add(tag);
        }
        return byKey;
    }

    private static Key keyOf(TagItem tag) {
        return new Key(tag.address().node(), tag.address().indexRange(), tag.intervalMs(), tag.options());
    }

    Key key() {
        return key;
    }

    TagItem[] tags() {
        return tags;
    }

    String name() {
        return tags[0].name();
    }

    /** Whether any of its tags takes a field of a structure. */
    boolean hasFields() {
        for (TagItem tag : tags) {
            if (!tag.address().path().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Whether any of its tags takes text. */
    boolean hasTexts() {
        for (TagItem tag : tags) {
            if (tag.type() == TagType.STRING) {
                return true;
            }
        }
        return false;
    }

    ReadValueId readValueId(NodeId node) {
        return new ReadValueId(node, AttributeId.Value.uid(), key.indexRange(), QualifiedName.NULL_VALUE);
    }

    /** From here on nothing of it counts any more: its tags are others' or nobody's. */
    void drop() {
        isDropped = true;
    }

    boolean isDropped() {
        return isDropped;
    }

    /** Notes what the server says of the node: one that is gone may come back under its name. */
    void note(int statusCode, long sourceTimeNs) {
        isGone = isUnknown(statusCode);
        if (sourceTimeNs > newestNs) {
            newestNs = sourceTimeNs;
        }
    }

    /** The link was lost: values may be missing before the next one. Thread: the link's. */
    void interrupted(boolean isSessionLost) {
        if (isSessionLost || interruption == UNINTERRUPTED) {
            isResumed = false;
            interruption = isSessionLost ? SESSION_LOST : LINK_LOST;
        }
    }

    /**
     * The source time behind which values may be missing before this one, Long.MIN_VALUE when none are. A subscription that has
     * outlived the loss of its link misses only what the server's queue had no room for.
     */
    long gapBefore(long sourceTimeNs, boolean isOverflow) {
        int kind = interruption;
        if (kind == UNINTERRUPTED || newestNs == Long.MIN_VALUE) {
            return Long.MIN_VALUE;
        }
        if (kind == LINK_LOST && sourceTimeNs <= newestNs) {
            return Long.MIN_VALUE; // what was there before, once more
        }
        boolean isPolled = tags[0].mode() == TagSource.Mode.POLL;
        boolean isGap =
                isPolled ? sourceTimeNs - newestNs > 1_500_000L * key.intervalMs() : kind == SESSION_LOST || isOverflow;
        boolean isOver =
                isPolled ? isGap : kind == SESSION_LOST || !isOverflow && isResumed && sourceTimeNs > resumedNs;
        if (isOver) {
            interruption = UNINTERRUPTED;
        }
        return isGap && sourceTimeNs > newestNs ? newestNs : Long.MIN_VALUE;
    }

    /** The link is there again; values with earlier source times waited for it. Thread: the link's. */
    void resumed(long nowNs) {
        resumedNs = nowNs;
        isResumed = true;
    }

    static boolean isUnknown(int statusCode) {
        int code = statusCode & 0xFFFF0000;
        return code == Quality.BAD_NODE_ID_UNKNOWN || code == BAD_NODE_ID_INVALID;
    }

    /** Keeps the newest value for when the link is back; true when none was kept before. Thread: the publishing one. */
    boolean keep(DataValue value) {
        boolean isFirst = kept == null;
        kept = value;
        return isFirst;
    }

    /** The newest value, null when none was kept. Thread: the publishing one. */
    DataValue kept() {
        return kept;
    }

    /** Whether the server said last that there is no such node. */
    boolean isGone() {
        return isGone;
    }

    /** Source time of the newest value that was published, ns since the epoch; Long.MIN_VALUE for none. */
    long newestNs() {
        return newestNs;
    }
}
