package io.ringmain.gateway.ws;

import com.fasterxml.jackson.core.JsonGenerator;
import io.ringmain.core.plant.ChangeMarks;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.view.ValueView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Tags that a connection wants to see. Remembers how often each had changed when it was last sent; a frame holds the
 * newest value of those that have changed since, so however slow the client, the next frame is the truth.
 *
 * <p>Thread: the hub's. Owns: one long a tag. Allocates: per frame.
 */
final class Subscription {
    private static final String OPERATION = "v";
    private static final long NS_PER_MS = 1_000_000;
    /** Room for the members around the list. */
    private static final int ENVELOPE_BYTES = 512;
    /** The largest value in JSON: an array of numbers of 26 characters; a text escaped throughout is shorter. */
    private static final int MAX_VALUE_BYTES = 26 * TagValue.MAX_ELEMENTS;

    /** Mark of a tag that was never sent. */
    private static final long UNSENT = -1;

    private final ValueSource source;
    private final Encoding encoding;
    private final byte[] head;
    private final int[] tagIds;
    private final long[] marks;
    private final long intervalMs;
    private final ByteArrayOutputStream buffer;
    private final StreamFigures figures;
    private final TagValue value = new TagValue();

    private int unsent;
    private int scanFrom;
    private boolean isScanUnfinished;
    private long generation;
    private long totalSeen = UNSENT;
    private long lastFrameMs = Long.MIN_VALUE / 2;
    private long lastFrameNs = System.nanoTime() - Limits.PUSH_NS;

    Subscription(
            String name,
            ValueSource source,
            int[] tagIds,
            double hz,
            Encoding encoding,
            ByteArrayOutputStream buffer,
            StreamFigures figures) {
        this.source = source;
        this.encoding = encoding;
        this.tagIds = tagIds;
        this.marks = new long[tagIds.length];
        this.intervalMs = hz == 0 ? 0 : Math.round(1_000 / hz);
        this.buffer = buffer;
        this.figures = figures;
        this.unsent = tagIds.length;
        Arrays.fill(marks, UNSENT);
        head = encoding.head(encoding.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("op", OPERATION);
            out.writeStringField("sub", name);
            if (!source.replay().isEmpty()) {
                out.writeStringField("replay", source.replay());
            }
            out.writeEndObject();
        }));
    }

    /** Whether it wants changes at once. */
    boolean isPushed() {
        return intervalMs == 0;
    }

    int size() {
        return tagIds.length;
    }

    boolean isDue(long nowMs) {
        ValueSource.View view = source.view();
        if (view == null) {
            return false;
        }
        if (view.generation() != generation) {
            beginAnew(view.generation());
        }
        return isScanUnfinished || isTime(nowMs) && hasChanged(view);
    }

    private boolean hasChanged(ValueSource.View view) {
        return unsent > 0 || view.marks().total() != totalSeen;
    }

    /** Whether it has a change to push that came too soon behind its last frame. */
    boolean isEarly(long nowMs) {
        ValueSource.View view = source.view();
        return isPushed() && view != null && !isTime(nowMs) && hasChanged(view);
    }

    private boolean isTime(long nowMs) {
        return isPushed() ? System.nanoTime() - lastFrameNs >= Limits.PUSH_NS : nowMs - lastFrameMs >= intervalMs;
    }

    /** All values may be others. */
    private void beginAnew(long other) {
        generation = other;
        Arrays.fill(marks, UNSENT);
        unsent = tagIds.length;
        scanFrom = 0;
        isScanUnfinished = false;
        totalSeen = UNSENT;
    }

    /** The next frame, null when nothing has changed. At most 64 KiB; what does not fit comes in the next one. */
    Frame next(long nowMs) {
        ValueSource.View view = source.view();
        if (view == null || view.generation() != generation) {
            return null;
        }
        ChangeMarks changes = view.marks();
        long shownMs = source.timeMs();
        if (!isScanUnfinished) {
            totalSeen = changes.total();
        }
        boolean isSnapshot = unsent > 0;
        long conflated = 0;
        long greatest = 0;
        int written = 0;
        int at = scanFrom;
        buffer.reset();
        try (JsonGenerator out = encoding.generator(buffer)) {
            out.writeStartObject();
            out.writeNumberField("t", shownMs);
            if (isSnapshot) {
                out.writeBooleanField("snap", true);
            }
            out.writeArrayFieldStart("d");
            for (; at < tagIds.length && hasRoom(out); at++) {
                // the mark before the value: a change in between is sent twice rather than never
                long mark = changes.of(tagIds[at]);
                if (mark == marks[at]
                        || isSnapshot && marks[at] != UNSENT
                        || !view.values().read(tagIds[at], value)) {
                    continue;
                }
                if (marks[at] == UNSENT) {
                    unsent = Math.max(0, unsent - 1);
                } else {
                    conflated += mark - marks[at] - 1;
                }
                marks[at] = mark;
                greatest = Math.max(greatest, value.sequence);
                writeValue(out, shownMs);
                written++;
            }
            out.writeEndArray();
            if (conflated > 0) {
                out.writeNumberField("co", conflated);
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        figures.onConflated(conflated);
        finishScan(at, isSnapshot);
        lastFrameMs = nowMs;
        lastFrameNs = System.nanoTime();
        // a replay that was sent elsewhere meanwhile changes under the reader's hands, and all of it comes again
        boolean isTorn = !isStill(view);
        if (isTorn || written == 0 && !isSnapshot) {
            return null;
        }
        return Frame.encoded(OPERATION, source.replay().isEmpty() ? greatest : 0, encoding, head, buffer.toByteArray());
    }

    private boolean isStill(ValueSource.View view) {
        ValueSource.View now = source.view();
        return now != null && now.generation() == view.generation();
    }

    private boolean hasRoom(JsonGenerator out) {
        return buffer.size() + out.getOutputBuffered() + ENVELOPE_BYTES < Limits.MAX_FRAME_BYTES - MAX_VALUE_BYTES;
    }

    private void finishScan(int at, boolean isSnapshot) {
        isScanUnfinished = at < tagIds.length;
        scanFrom = isScanUnfinished ? at : 0;
        if (isSnapshot && !isScanUnfinished) {
            // tags that can not be read never come; they must not keep the snapshot open
            unsent = 0;
            // a tag sent early in a long snapshot may have changed since
            totalSeen = UNSENT;
        }
    }

    private void writeValue(JsonGenerator out, long shownMs) throws IOException {
        out.writeStartArray();
        out.writeNumber(value.tagId);
        ValueView.writeValue(out, value);
        out.writeNumber(ValueView.quality(value.statusCode));
        out.writeNumber(value.sourceTimeNs == 0 ? 0 : Math.floorDiv(value.sourceTimeNs, NS_PER_MS) - shownMs);
        out.writeEndArray();
    }
}
