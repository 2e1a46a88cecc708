package io.ringmain.gateway.ws;

import io.ringmain.gateway.view.JournalGate;
import io.ringmain.gateway.view.Json;
import java.util.ArrayDeque;

/**
 * What one connection is sent: one frame at a time, the next one chosen when the socket has taken the last. Replies come
 * first, then heartbeats, then the stream, then values; only replies are ever queued, and their bytes are bounded.
 *
 * <p>Thread: the hub's.
 */
final class Outbound {
    /** Where frames come from when there is no reply to send. */
    interface Source {
        /** A heartbeat when it is time for one, else null. */
        Frame heartbeat(long nowMs);

        /** The next numbered frame, null when there is none at the moment. */
        Frame next(long nowMs);
    }

    private final Wire wire;
    private final JournalGate gate;
    private final Source source;
    private final StreamFigures figures;
    private final ArrayDeque<byte[]> replies = new ArrayDeque<>();
    private int replyBytes;
    private Frame held;
    private long number;
    private boolean isInFlight;
    private long sentMs;

    Outbound(Wire wire, JournalGate gate, Source source, StreamFigures figures) {
        this.wire = wire;
        this.gate = gate;
        this.source = source;
        this.figures = figures;
    }

    /** False when the client takes nothing and too much waits for it. */
    boolean reply(Json.Writing writing) {
        byte[] text = wire.encoding().bytes(writing);
        replyBytes += text.length;
        replies.add(text);
        return replyBytes <= Limits.MAX_REPLY_BYTES;
    }

    void onSent() {
        isInFlight = false;
    }

    boolean hasReplies() {
        return !replies.isEmpty();
    }

    boolean isInFlight() {
        return isInFlight;
    }

    boolean isBlocked(long nowMs) {
        return isInFlight && nowMs - sentMs > Limits.BLOCKED_MS;
    }

    /** Sends what is next unless a frame is on its way. */
    void pump(long nowMs) {
        if (isInFlight) {
            return;
        }
        byte[] reply = replies.poll();
        if (reply != null) {
            replyBytes -= reply.length;
            isInFlight = true;
            sentMs = nowMs;
            figures.onFrame(reply.length);
            wire.send(reply);
            return;
        }
        Frame frame = source.heartbeat(nowMs);
        if (frame == null) {
            frame = held == null ? source.next(nowMs) : held;
            boolean isReleased = frame != null && gate.isOpen(frame.sequence());
            held = isReleased ? null : frame;
            frame = isReleased ? frame : null;
        }
        if (frame != null) {
            put(frame, nowMs);
        }
    }

    /** A last frame in place of anything that waits; only while none is on its way. */
    void last(Frame frame, long nowMs) {
        replies.clear();
        held = null;
        put(frame, nowMs);
    }

    private void put(Frame frame, long nowMs) {
        isInFlight = true;
        sentMs = nowMs;
        figures.onFrame(wire.send(frame, ++number));
    }
}
