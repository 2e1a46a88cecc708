package io.ringmain.connectors.modbus;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.core.site.ConnectorDefinition;
import java.util.List;
import java.util.Locale;

/**
 * Settings of one Modbus connector, validated.
 *
 * @param unit unit id of tags that name none
 * @param order order of bytes of tags that name none
 * @param numbering what the first register is called
 * @param maxGap most registers that are read for nothing between two tags; 16 times as many coils
 * @param maxRegisters most registers in one request
 * @param maxBits most coils or discrete inputs in one request
 * @param maxInFlight most requests that are under way at once
 * @param pauseMs least pause between an answer and the next request
 * @param retries how often a request that was not answered is sent again; writes are not
 */
record ModbusSettings(
        String host,
        int port,
        int unit,
        RegisterOrder order,
        Numbering numbering,
        int maxGap,
        int maxRegisters,
        int maxBits,
        int maxInFlight,
        int pauseMs,
        int requestTimeoutMs,
        int connectTimeoutMs,
        int retries,
        int reconnectMinMs,
        int reconnectMaxMs) {

    enum Numbering {
        /** The first is 0, as on the wire. */
        ZERO,
        /** The first is 1. */
        ONE,
        /** The first is 1, and 40001 is the first holding register. */
        MODICON
    }

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String UNIT = "unit";
    private static final String ORDER = "order";
    private static final String ADDRESSES = "addresses";
    private static final String MAX_GAP = "max-gap";
    private static final String MAX_REGISTERS = "max-registers";
    private static final String MAX_COILS = "max-coils";
    private static final String MAX_IN_FLIGHT = "max-in-flight";
    private static final String PAUSE = "pause";
    private static final String REQUEST_TIMEOUT = "request-timeout";
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String RETRIES = "retries";
    private static final String RECONNECT_MIN = "reconnect-min";
    private static final String RECONNECT_MAX = "reconnect-max";
    private static final List<String> KNOWN = List.of(
            HOST,
            PORT,
            UNIT,
            ORDER,
            ADDRESSES,
            MAX_GAP,
            MAX_REGISTERS,
            MAX_COILS,
            MAX_IN_FLIGHT,
            PAUSE,
            REQUEST_TIMEOUT,
            CONNECT_TIMEOUT,
            RETRIES,
            RECONNECT_MIN,
            RECONNECT_MAX);

    /** Reads the settings; adds a line to the problems for each that is wrong. */
    static ModbusSettings parse(ConnectorDefinition definition, List<String> problems) {
        SettingsReader reader = new SettingsReader(definition, KNOWN, problems);
        ModbusSettings settings = new ModbusSettings(
                reader.required(HOST, "a host name or address"),
                reader.number(PORT, 502, 1, 65_535),
                reader.number(UNIT, 1, 0, 255),
                RegisterOrder.ofLabel(reader.oneOf(ORDER, "abcd", RegisterOrder.NAMES)),
                Numbering.valueOf(reader.oneOf(ADDRESSES, "zero", List.of("zero", "one", "modicon"))
                        .toUpperCase(Locale.ROOT)),
                reader.number(MAX_GAP, 8, 0, 124),
                reader.number(MAX_REGISTERS, 125, 1, 125),
                reader.number(MAX_COILS, 2_000, 1, 2_000),
                reader.number(MAX_IN_FLIGHT, 1, 1, 16),
                reader.durationMs(PAUSE, 0, 0, 60_000),
                reader.durationMs(REQUEST_TIMEOUT, 1_000, 10, 60_000),
                reader.durationMs(CONNECT_TIMEOUT, 3_000, 100, 60_000),
                reader.number(RETRIES, 1, 0, 10),
                reader.durationMs(RECONNECT_MIN, 1_000, 10, 3_600_000),
                reader.durationMs(RECONNECT_MAX, 30_000, 10, 3_600_000));
        if (settings.reconnectMinMs > settings.reconnectMaxMs) {
            reader.problem(
                    RECONNECT_MIN,
                    settings.reconnectMinMs + "ms is longer than reconnect-max, " + settings.reconnectMaxMs + "ms");
        }
        return settings;
    }
}
