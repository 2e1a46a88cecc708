package io.ringmain.connectors.opcua.server;

import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ushort;

import io.ringmain.connectors.SettingsReader;
import java.util.List;
import org.eclipse.milo.opcua.sdk.server.OpcUaServerConfigLimits;
import org.eclipse.milo.opcua.stack.core.channel.EncodingLimits;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UInteger;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UShort;

/**
 * What the server's clients may ask for, so that one of them can not starve the rest. Milo's own limits are mostly
 * unbounded.
 *
 * @param sessions sessions at a time
 * @param sessionTimeoutMs longest time that a session may be silent
 * @param subscriptionsPerSession subscriptions of one session
 * @param itemsPerSession monitored items of one session
 * @param items monitored items of all sessions
 * @param queue values kept for an item between two publishings
 * @param publishRequests publish requests of one session that wait
 * @param publishingMs fastest publishing
 * @param samplingMs fastest sampling
 * @param nodes nodes or items in one request
 * @param references references in one answer to a browse
 * @param browsePoints browses of one session that may be gone on with
 * @param historyPoints history reads of one session that may be gone on with
 * @param historyValues stored values in one answer
 * @param messageBytes longest message
 * @param chunkBytes longest part of a message
 * @param connections connections at a time
 * @param requests requests of one connection that are worked on or wait for publishing
 * @param helloMs time in which a connection has to say what it wants
 * @param commands writes and calls of all sessions that wait for their outcome
 * @param commandTimeoutMs how long one of them may take
 */
record ServerLimits(
        int sessions,
        int sessionTimeoutMs,
        int subscriptionsPerSession,
        int itemsPerSession,
        int items,
        int queue,
        int publishRequests,
        int publishingMs,
        int samplingMs,
        int nodes,
        int references,
        int browsePoints,
        int historyPoints,
        int historyValues,
        int messageBytes,
        int chunkBytes,
        int connections,
        int requests,
        int helloMs,
        int commands,
        int commandTimeoutMs)
        implements OpcUaServerConfigLimits {
    private static final int HOUR_MS = 3_600_000;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final int LONGEST_LIFETIME_MS = HOUR_MS;

    static final List<String> SETTINGS = List.of(
            "max-sessions",
            "max-session-timeout",
            "max-subscriptions-per-session",
            "max-items-per-session",
            "max-items",
            "max-queue-size",
            "max-publish-requests",
            "min-publishing-interval",
            "min-sampling-interval",
            "max-nodes-per-request",
            "max-references-per-node",
            "max-browse-points",
            "max-history-points",
            "max-history-values",
            "max-message-size",
            "max-chunk-size",
            "max-connections",
            "max-requests-per-connection",
            "hello-timeout",
            "max-commands",
            "command-timeout");

    static ServerLimits parse(SettingsReader reader) {
        return new ServerLimits(
                reader.number("max-sessions", 50, 1, 1_000),
                reader.durationMs("max-session-timeout", 600_000, 5_000, HOUR_MS),
                reader.number("max-subscriptions-per-session", 20, 1, 1_000),
                reader.number("max-items-per-session", 20_000, 1, 1_000_000),
                reader.number("max-items", 200_000, 1, 5_000_000),
                reader.number("max-queue-size", 1_000, 1, 60_000),
                reader.number("max-publish-requests", 20, 1, 1_000),
                reader.durationMs("min-publishing-interval", 50, 10, HOUR_MS),
                reader.durationMs("min-sampling-interval", 50, 5, HOUR_MS),
                reader.number("max-nodes-per-request", 1_000, 10, 100_000),
                reader.number("max-references-per-node", 5_000, 10, 100_000),
                reader.number("max-browse-points", 20, 1, 1_000),
                reader.number("max-history-points", 20, 1, 1_000),
                reader.number("max-history-values", 10_000, 10, 100_000),
                reader.bytes("max-message-size", 4 * MIB, 64 * KIB, 64 * MIB),
                reader.bytes("max-chunk-size", 64 * KIB, 8 * KIB, 1 * MIB),
                reader.number("max-connections", 100, 1, 10_000),
                reader.number("max-requests-per-connection", 100, 2, 10_000),
                reader.durationMs("hello-timeout", 5_000, 100, 60_000),
                reader.number("max-commands", 1_000, 1, 100_000),
                reader.durationMs("command-timeout", 10_000, 100, 600_000));
    }

    EncodingLimits encoding() {
        return new EncodingLimits(chunkBytes, messageBytes / chunkBytes + 1, messageBytes, 32);
    }

    @Override
    public UInteger getMaxSessions() {
        return uint(sessions);
    }

    @Override
    public Double getMaxSessionTimeout() {
        return (double) sessionTimeoutMs;
    }

    @Override
    public Double getMinPublishingInterval() {
        return (double) publishingMs;
    }

    /** In place of one that is too short. */
    @Override
    public Double getDefaultPublishingInterval() {
        return (double) publishingMs;
    }

    @Override
    public Double getMaxPublishingInterval() {
        return (double) LONGEST_LIFETIME_MS / 3;
    }

    @Override
    public Double getMinSubscriptionLifetime() {
        return 1_000.0;
    }

    @Override
    public Double getMaxSubscriptionLifetime() {
        return (double) LONGEST_LIFETIME_MS;
    }

    @Override
    public UInteger getMaxSubscriptions() {
        return uint((long) sessions * subscriptionsPerSession);
    }

    @Override
    public UInteger getMaxSubscriptionsPerSession() {
        return uint(subscriptionsPerSession);
    }

    @Override
    public UInteger getMaxMonitoredItems() {
        return uint(items);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerSession() {
        return uint(itemsPerSession);
    }

    @Override
    public Double getMinSupportedSampleRate() {
        return (double) samplingMs;
    }

    @Override
    public Double getMaxSupportedSampleRate() {
        return (double) HOUR_MS;
    }

    @Override
    public UInteger getMaxArrayLength() {
        return uint(65_536);
    }

    @Override
    public UInteger getMaxStringLength() {
        return uint(65_536);
    }

    @Override
    public UInteger getMaxByteStringLength() {
        return uint(65_536);
    }

    @Override
    public UShort getMaxBrowseContinuationPoints() {
        return ushort(browsePoints);
    }

    /** Nothing can be queried. */
    @Override
    public UShort getMaxQueryContinuationPoints() {
        return ushort(0);
    }

    @Override
    public UShort getMaxHistoryContinuationPoints() {
        return ushort(historyPoints);
    }

    @Override
    public UInteger getMaxNodesPerRead() {
        return uint(nodes);
    }

    @Override
    public UInteger getMaxNodesPerWrite() {
        return uint(nodes);
    }

    @Override
    public UInteger getMaxMonitoredItemsPerCall() {
        return uint(nodes);
    }

    @Override
    public UInteger getMaxNodesPerRegisterNodes() {
        return uint(nodes);
    }

    @Override
    public UInteger getMaxNodesPerBrowse() {
        return uint(nodes);
    }

    @Override
    public UInteger getMaxNodesPerTranslateBrowsePathsToNodeIds() {
        return uint(nodes);
    }

    @Override
    public UInteger getMaxNodesPerHistoryReadData() {
        return uint(Math.min(nodes, 100));
    }
}
