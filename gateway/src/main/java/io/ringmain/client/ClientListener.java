package io.ringmain.client;

import com.fasterxml.jackson.databind.JsonNode;

/** What a client is told. Thread: the client's own; must not block. */
public interface ClientListener {

    default void onLink(LinkState state, String reason) {}

    default void onUpdate(Update update) {}

    /** A frame of the stream: op is alarm, machine, state, event or cmd. */
    default void onFrame(JsonNode frame) {}

    /** Frames of the stream may be missing: ask for what stands, for example {@code GET /api/v1/alarms/active}. */
    default void onStreamLost() {}

    /** Names and globs of a subscription that stand for no tag. */
    default void onUnknown(String name) {}
}
