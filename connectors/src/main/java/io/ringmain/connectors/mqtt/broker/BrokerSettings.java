package io.ringmain.connectors.mqtt.broker;

import io.ringmain.connectors.Secret;
import io.ringmain.connectors.SettingsReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How a broker is reached, validated.
 *
 * @param version 5 or 3
 * @param clientId empty to make one up for each start
 * @param user null for none
 * @param caFile PEM file of the authorities that the broker's certificate may come from, empty for those of the JVM
 * @param certificateFile PEM file of our certificate and its chain, empty for none
 * @param keyFile PEM file (PKCS #8) of the certificate's key
 * @param isHostChecked whether the broker's certificate must be for the host's name
 * @param receiveMaximum messages with QoS 1 and 2 that the broker may have under way to us
 * @param payloadBytes largest payload that is taken
 * @param given the settings as they are, for secrets, which are read at each attempt
 */
public record BrokerSettings(
        String host,
        int port,
        boolean isTls,
        int version,
        String clientId,
        String user,
        String caFile,
        String certificateFile,
        String keyFile,
        boolean isHostChecked,
        int keepAliveS,
        boolean isCleanStart,
        long sessionExpiryS,
        int connectTimeoutMs,
        int reconnectMinMs,
        int reconnectMaxMs,
        int receiveMaximum,
        int payloadBytes,
        Map<String, String> given) {

    private static final String BROKER = "broker";
    private static final String VERSION = "version";
    private static final String CLIENT_ID = "client-id";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String KEY_PASSWORD = "key-password";
    private static final String CA = "ca-file";
    private static final String CERTIFICATE = "certificate-file";
    private static final String KEY = "key-file";
    private static final String HOST_CHECK = "host-check";
    private static final String KEEP_ALIVE = "keep-alive";
    private static final String CLEAN_START = "clean-start";
    private static final String SESSION_EXPIRY = "session-expiry";
    private static final String CONNECT_TIMEOUT = "connect-timeout";
    private static final String RECONNECT_MIN = "reconnect-min";
    private static final String RECONNECT_MAX = "reconnect-max";
    private static final String MAX_PAYLOAD = "max-payload";

    private static final int DAY_MS = 86_400_000;
    private static final int HOUR_MS = 3_600_000;
    private static final int MIB = 1_024 * 1_024;
    private static final int RECEIVE_MAXIMUM = 1_000;
    /** Room for topic and properties beside the payload. */
    private static final int HEAD_BYTES = 128 * 1_024;

    private static final String FORMS = "mqtt://host:port and mqtts://host:port";

    /** Names of the settings. */
    public static final List<String> KEYS = keys();

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(List.of(
                BROKER,
                VERSION,
                CLIENT_ID,
                USER,
                CA,
                CERTIFICATE,
                KEY,
                HOST_CHECK,
                KEEP_ALIVE,
                CLEAN_START,
                SESSION_EXPIRY,
                CONNECT_TIMEOUT,
                RECONNECT_MIN,
                RECONNECT_MAX,
                MAX_PAYLOAD));
        for (String secret : List.of(PASSWORD, KEY_PASSWORD)) {
            keys.add(secret);
            keys.addAll(Secret.settingsOf(secret));
        }
        return List.copyOf(keys);
    }

    public static BrokerSettings parse(SettingsReader reader) {
        Address address = address(reader);
        int version = reader.oneOf(VERSION, "5", List.of("5", "3.1.1")).equals("5") ? 5 : 3;
        BrokerSettings settings = new BrokerSettings(
                address.host(),
                address.port(),
                address.isTls(),
                version,
                reader.text(CLIENT_ID, ""),
                reader.text(USER, null),
                reader.text(CA, ""),
                reader.text(CERTIFICATE, ""),
                reader.text(KEY, ""),
                reader.flag(HOST_CHECK, true),
                Math.max(1, reader.durationMs(KEEP_ALIVE, 10_000, 1_000, HOUR_MS) / 1_000),
                reader.flag(CLEAN_START, true),
                reader.durationMs(SESSION_EXPIRY, 0, 0, 20 * DAY_MS) / 1_000,
                reader.durationMs(CONNECT_TIMEOUT, 5_000, 100, 60_000),
                reader.durationMs(RECONNECT_MIN, 1_000, 10, HOUR_MS),
                reader.durationMs(RECONNECT_MAX, 30_000, 10, HOUR_MS),
                RECEIVE_MAXIMUM,
                reader.bytes(MAX_PAYLOAD, 256 * 1_024, 64, 16 * MIB),
                reader.settings());
        settings.check(reader);
        return settings;
    }

    private void check(SettingsReader reader) {
        if (reconnectMinMs > reconnectMaxMs) {
            reader.problem(RECONNECT_MIN, reconnectMinMs + "ms is longer than reconnect-max, " + reconnectMaxMs + "ms");
        }
        reader.problems(Secret.problems(given, PASSWORD));
        reader.problems(Secret.problems(given, KEY_PASSWORD));
        if (Secret.isGiven(given, PASSWORD) && user == null) {
            reader.problem(USER, "missing beside a password");
        }
        if (certificateFile.isEmpty() != keyFile.isEmpty()) {
            reader.problem(certificateFile.isEmpty() ? CERTIFICATE : KEY, "missing; certificate and key go together");
        }
        if (!isTls) {
            for (String key : List.of(CA, CERTIFICATE, KEY, HOST_CHECK)) {
                if (reader.has(key)) {
                    reader.problem(key, "only with mqtts://");
                }
            }
        }
        if (version == 3 && reader.has(SESSION_EXPIRY)) {
            reader.problem(SESSION_EXPIRY, "MQTT 3.1.1 has none; clean-start: false keeps the session");
        }
        if (clientId.isEmpty() && (!isCleanStart || sessionExpiryS > 0)) {
            reader.problem(CLIENT_ID, "missing; a session can be kept for a named client only");
        }
    }

    private record Address(String host, int port, boolean isTls) {}

    private static Address address(SettingsReader reader) {
        String text = reader.required(BROKER, FORMS);
        if (text.isEmpty()) {
            return new Address("", 0, false);
        }
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean isTls = scheme.equals("mqtts");
            boolean isBare = uri.getUserInfo() == null
                    && uri.getQuery() == null
                    && uri.getFragment() == null
                    && (uri.getPath().isEmpty() || uri.getPath().equals("/"));
            int port = uri.getPort() == -1 ? isTls ? 8883 : 1883 : uri.getPort();
            if ((isTls || scheme.equals("mqtt")) && uri.getHost() != null && isBare && port > 0 && port <= 65_535) {
                String host = uri.getHost();
                return new Address(host.startsWith("[") ? host.substring(1, host.length() - 1) : host, port, isTls);
            }
        } catch (URISyntaxException e) {
            // the same line as for any other wrong address
        }
        reader.problem(BROKER, "'" + text + "' is not a broker's address, allowed are " + FORMS);
        return new Address("", 0, false);
    }

    /** With a name made up by chance when none is given. */
    BrokerSettings named(String connector) {
        if (!clientId.isEmpty()) {
            return this;
        }
        String made = "ringmain-" + connector + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt());
        return new BrokerSettings(
                host,
                port,
                isTls,
                version,
                made,
                user,
                caFile,
                certificateFile,
                keyFile,
                isHostChecked,
                keepAliveS,
                isCleanStart,
                sessionExpiryS,
                connectTimeoutMs,
                reconnectMinMs,
                reconnectMaxMs,
                receiveMaximum,
                payloadBytes,
                given);
    }

    /** With another way of keeping sessions, for those that prescribe it. */
    public BrokerSettings withCleanSession() {
        return new BrokerSettings(
                host,
                port,
                isTls,
                version,
                clientId,
                user,
                caFile,
                certificateFile,
                keyFile,
                isHostChecked,
                keepAliveS,
                true,
                0,
                connectTimeoutMs,
                reconnectMinMs,
                reconnectMaxMs,
                receiveMaximum,
                payloadBytes,
                given);
    }

    /** With another limit, for those that have another standard. */
    public BrokerSettings withPayloadBytes(int bytes) {
        return new BrokerSettings(
                host,
                port,
                isTls,
                version,
                clientId,
                user,
                caFile,
                certificateFile,
                keyFile,
                isHostChecked,
                keepAliveS,
                isCleanStart,
                sessionExpiryS,
                connectTimeoutMs,
                reconnectMinMs,
                reconnectMaxMs,
                receiveMaximum,
                bytes,
                given);
    }

    /** Address for people. */
    public String address() {
        return (isTls ? "mqtts://" : "mqtt://") + host + ":" + port;
    }

    int packetBytes() {
        return payloadBytes + HEAD_BYTES;
    }

    /** Null when none is given. */
    String password() {
        return Secret.resolve(given, PASSWORD);
    }

    /** Null when none is given. */
    String keyPassword() {
        return Secret.resolve(given, KEY_PASSWORD);
    }

    @Override
    public String toString() {
        return address();
    }
}
