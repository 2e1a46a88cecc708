package io.ringmain.connectors.mqtt;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The brokers that tests run against: the one in this JVM, and those of {@code -Pservers}. */
enum Broker {
    HIVEMQ {
        @Override
        Map<String, String> settings() {
            return Map.of("broker", "mqtt://127.0.0.1:" + EmbeddedBroker.port());
        }
    },
    MOSQUITTO {
        @Override
        Map<String, String> settings() {
            return Map.of(
                    "broker",
                    "mqtt://127.0.0.1:" + Mosquitto.port(),
                    "user",
                    "ringmain",
                    "password-file",
                    Mosquitto.passwordFile());
        }
    },
    MOSQUITTO_TLS {
        @Override
        Map<String, String> settings() {
            return Map.of(
                    "broker",
                    "mqtts://localhost:" + Mosquitto.tlsPort(),
                    "ca-file",
                    EmbeddedBroker.certificates().pem("ca"),
                    "user",
                    "ringmain",
                    "password-file",
                    Mosquitto.passwordFile());
        }
    };

    private static final boolean HAS_MOSQUITTO =
            System.getProperty("ringmain.mqtt.servers", "").contains("mosquitto");

    /** Settings of a connector to it. */
    abstract Map<String, String> settings();

    /** Each in both versions of MQTT. */
    static Stream<Object[]> all() {
        return Arrays.stream(values())
                .filter(broker -> broker == HIVEMQ || HAS_MOSQUITTO)
                .flatMap(broker -> Stream.of(new Object[] {broker, "5"}, new Object[] {broker, "3.1.1"}));
    }
}
