package io.ringmain.connectors.opcua;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one connector counts. Each name stands once, where it happens.
 *
 * <p>Thread: any.
 */
final class OpcUaCounters {
    /** Values that came from the server, by subscription or poll. */
    final LongAdder received = new LongAdder();
    /** Of those: taken by the publisher. */
    final LongAdder published = new LongAdder();
    /** Of those: refused by the publisher because the ring is full. */
    final LongAdder refused = new LongAdder();
    /** Of those: came from a connection that was given up meanwhile. */
    final LongAdder outdated = new LongAdder();
    /** Of the published ones: did not fit the tag's type. */
    final LongAdder mismatched = new LongAdder();
    /** Of the published ones: with the overflow bit, values before them were lost at the server. */
    final LongAdder overflowed = new LongAdder();
    /** Times a callback had to wait because the publishing thread was behind. */
    final LongAdder waits = new LongAdder();
    /** Polls left out because the one before was not answered yet. */
    final LongAdder skippedPolls = new LongAdder();
    /** Reads that were sent for polls. */
    final LongAdder requests = new LongAdder();
    /** Notifications that had been missed and that the server did not have any more. */
    final LongAdder lostPublishes = new LongAdder();
    /** Items that the server monitors otherwise than asked for: slower, with a shorter queue, or without a filter. */
    final LongAdder revisedItems = new LongAdder();
    /** Values with a source time that can not be: the server's time or the time of arrival stands in its place. */
    final LongAdder untimely = new LongAdder();
    /** Structures that could not be taken apart. */
    final LongAdder undecoded = new LongAdder();
    /** Values of the server's history that were published for gaps. */
    final LongAdder backfilled = new LongAdder();
    /** Gaps that could not be filled. */
    final LongAdder gapsLeft = new LongAdder();
    /** Items that the server refused to monitor. */
    final LongAdder itemErrors = new LongAdder();
    /** Deliveries that could not be published because of an unexpected exception. */
    final LongAdder errors = new LongAdder();
    /** Sessions that were made. */
    final LongAdder connections = new LongAdder();
    /** Times a session was taken up again with its subscriptions after its connection was lost. */
    final LongAdder revivals = new LongAdder();
    /** Notifications that had been missed and were sent again. */
    final LongAdder republished = new LongAdder();

    /** Under the names that operators see, in their order. */
    private final Map<String, LongAdder> named = new LinkedHashMap<>();

    OpcUaCounters() {
        named.put("Connections", connections);
        named.put("Reconnects", revivals);
        named.put("Received", received);
        named.put("Published", published);
        named.put("Refused", refused);
        named.put("Outdated", outdated);
        named.put("TypeMismatches", mismatched);
        named.put("Overflows", overflowed);
        named.put("Republished", republished);
        named.put("LostPublishes", lostPublishes);
        named.put("Waits", waits);
        named.put("PollRequests", requests);
        named.put("SkippedPolls", skippedPolls);
        named.put("RevisedItems", revisedItems);
        named.put("Untimely", untimely);
        named.put("UndecodedStructures", undecoded);
        named.put("Backfilled", backfilled);
        named.put("GapsLeft", gapsLeft);
        named.put("ItemErrors", itemErrors);
        named.put("Errors", errors);
    }

    static List<String> names() {
        return List.copyOf(new OpcUaCounters().named.keySet());
    }

    Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        named.forEach((name, counter) -> counts.put(name, counter.sum()));
        return counts;
    }

    /** Those that are not zero, for people. */
    String summary() {
        StringJoiner text = new StringJoiner(", ");
        add(text, "connections", connections);
        add(text, "reconnects", revivals);
        add(text, "refused", refused);
        add(text, "outdated", outdated);
        add(text, "type mismatches", mismatched);
        add(text, "overflows", overflowed);
        add(text, "waits", waits);
        add(text, "skipped polls", skippedPolls);
        add(text, "republished", republished);
        add(text, "lost publishes", lostPublishes);
        add(text, "revised items", revisedItems);
        add(text, "untimely", untimely);
        add(text, "undecoded structures", undecoded);
        add(text, "backfilled", backfilled);
        add(text, "gaps left", gapsLeft);
        add(text, "item errors", itemErrors);
        add(text, "errors", errors);
        return text.toString();
    }

    private static void add(StringJoiner text, String name, LongAdder counter) {
        long value = counter.sum();
        if (value != 0) {
            text.add(name + " " + value);
        }
    }
}
