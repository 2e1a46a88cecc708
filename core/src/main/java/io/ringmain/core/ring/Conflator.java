package io.ringmain.core.ring;

import io.ringmain.core.tag.TagValue;
import org.agrona.collections.Int2IntHashMap;

/**
 * Holds the newest update of each tag that found no room, in the order in which the tags came.
 *
 * <p>Thread: its producer. Owns: the held updates. Allocates: when a tag is held for the first time.
 */
final class Conflator {
    private static final int MISSING = -1;

    private final Int2IntHashMap places = new Int2IntHashMap(64, 0.6f, MISSING);
    private Event[] held = new Event[16];
    private int[] queue = new int[16];
    private boolean[] isQueued = new boolean[16];
    private int head;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    /** Whether an update of that tag is held. */
    boolean holds(int tagId) {
        int place = places.get(tagId);
        return place != MISSING && isQueued[place];
    }

    /** The place of a tag's update, to be filled; an older one of the same tag is overwritten. */
    Event hold(int tagId) {
        int place = places.get(tagId);
        if (place == MISSING) {
            place = places.size();
            if (place == held.length) {
                grow();
            }
            held[place] = new Event();
            places.put(tagId, place);
        }
        if (!isQueued[place]) {
            isQueued[place] = true;
            queue[(head + size) % queue.length] = place;
            size++;
        }
        return held[place];
    }

    private void grow() {
        int[] straight = new int[held.length * 2];
        for (int i = 0; i < size; i++) {
            straight[i] = queue[(head + i) % queue.length];
        }
        queue = straight;
        head = 0;
        held = java.util.Arrays.copyOf(held, held.length * 2);
        isQueued = java.util.Arrays.copyOf(isQueued, held.length);
    }

    /** The update held for the longest time. */
    Event first() {
        return held[queue[head]];
    }

    void removeFirst() {
        isQueued[queue[head]] = false;
        head = (head + 1) % queue.length;
        size--;
    }

    static void copyInput(Event from, Event to) {
        to.reset(from.kind, from.source, from.target);
        to.valueType = from.valueType;
        to.valueBits = from.valueBits;
        to.statusCode = from.statusCode;
        to.sourceTimeNs = from.sourceTimeNs;
        to.ingressTimeNs = from.ingressTimeNs;
        to.elementCount = from.elementCount;
        if (from.elementCount > 0) {
            to.ensureElements(from.elementCount);
            System.arraycopy(from.elements, 0, to.elements, 0, from.elementCount);
        }
        to.textLength = from.textLength;
        if (from.textLength > 0) {
            to.ensureText();
            System.arraycopy(from.text, 0, to.text, 0, Math.min(from.textLength, TagValue.MAX_STRING_BYTES));
        }
    }
}
