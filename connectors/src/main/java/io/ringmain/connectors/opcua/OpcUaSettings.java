package io.ringmain.connectors.opcua;

import io.ringmain.core.site.ConnectorDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Settings of one OPC UA client, validated.
 *
 * @param endpoint URL of the server, {@code opc.tcp://host:port/path}
 * @param publishingIntervalMs publishing interval of all subscriptions, 0 to take each tag's interval
 * @param sessionTimeoutMs how long the server keeps a session without a request
 * @param requestTimeoutMs how long a request may take, writes too
 * @param keepAliveIntervalMs how often the link is probed; a lost one is noticed within two of them
 * @param reconnectMinMs first pause before a new attempt
 * @param reconnectMaxMs longest pause before a new attempt
 * @param batchSize most items or nodes in one request
 * @param queueSize values that the server keeps for an item between two publishings, 0 to derive it
 * @param isBackfilling whether gaps of a lost link are filled from the server's history
 * @param mostBackfillMs longest gap that is filled
 * @param security how the link is secured and who the server is told we are
 */
record OpcUaSettings(
        String endpoint,
        int publishingIntervalMs,
        int sessionTimeoutMs,
        int requestTimeoutMs,
        int keepAliveIntervalMs,
        int reconnectMinMs,
        int reconnectMaxMs,
        int batchSize,
        int queueSize,
        boolean isBackfilling,
        int mostBackfillMs,
        SecuritySettings security) {

    private static final int HOUR_MS = 3_600_000;

    private static final String ENDPOINT = "endpoint";
    private static final String PUBLISHING_INTERVAL = "publishing-interval";
    private static final String SESSION_TIMEOUT = "session-timeout";
    private static final String REQUEST_TIMEOUT = "request-timeout";
    private static final String KEEP_ALIVE_INTERVAL = "keep-alive-interval";
    private static final String RECONNECT_MIN = "reconnect-min";
    private static final String RECONNECT_MAX = "reconnect-max";
    private static final String BATCH_SIZE = "batch-size";
    private static final String QUEUE_SIZE = "queue-size";
    private static final String HISTORY_BACKFILL = "history-backfill";
    private static final String HISTORY_SPAN = "history-span";

    private static final List<String> KNOWN = List.of(
            ENDPOINT,
            PUBLISHING_INTERVAL,
            SESSION_TIMEOUT,
            REQUEST_TIMEOUT,
            KEEP_ALIVE_INTERVAL,
            RECONNECT_MIN,
            RECONNECT_MAX,
            BATCH_SIZE,
            QUEUE_SIZE,
            HISTORY_BACKFILL,
            HISTORY_SPAN);

    /** Reads the settings; adds a line to the problems for each that is wrong, and then takes its default. */
    static OpcUaSettings parse(ConnectorDefinition definition, List<String> problems) {
        SettingsReader reader = new SettingsReader(definition.name(), definition.settings(), problems);
        List<String> known = new ArrayList<>(KNOWN);
        known.addAll(SecuritySettings.KNOWN);
        reader.refuseUnknown(known);
        OpcUaSettings settings = new OpcUaSettings(
                reader.endpoint(ENDPOINT),
                reader.durationMs(PUBLISHING_INTERVAL, 0, 10, 60_000),
                reader.durationMs(SESSION_TIMEOUT, 60_000, 1_000, HOUR_MS),
                reader.durationMs(REQUEST_TIMEOUT, 5_000, 100, 60_000),
                reader.durationMs(KEEP_ALIVE_INTERVAL, 2_000, 100, 60_000),
                reader.durationMs(RECONNECT_MIN, 1_000, 10, HOUR_MS),
                reader.durationMs(RECONNECT_MAX, 30_000, 10, HOUR_MS),
                reader.number(BATCH_SIZE, 500, 1, 10_000),
                reader.number(QUEUE_SIZE, 0, 2, 10_000),
                reader.flag(HISTORY_BACKFILL, true),
                reader.durationMs(HISTORY_SPAN, 24 * HOUR_MS, 1_000, 7 * 24 * HOUR_MS),
                SecuritySettings.parse(reader));
        if (settings.reconnectMinMs > settings.reconnectMaxMs) {
            reader.problem(
                    RECONNECT_MIN,
                    settings.reconnectMinMs + "ms is longer than reconnect-max, " + settings.reconnectMaxMs + "ms");
        }
        return settings;
    }
}
