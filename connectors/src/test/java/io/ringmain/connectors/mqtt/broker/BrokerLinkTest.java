package io.ringmain.connectors.mqtt.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.connectors.mqtt.EmbeddedBroker;
import io.ringmain.connectors.mqtt.MqttPeer;
import io.ringmain.connectors.mqtt.Relay;
import io.ringmain.connectors.testing.FreePort;
import io.ringmain.core.site.ConnectorDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BrokerLinkTest {
    /** More than are taken between two looks at the connection. */
    private static final int MESSAGES = 800;

    private final String topic = "link" + System.nanoTime();
    private final Relay relay = new Relay(FreePort.find(), EmbeddedBroker.port());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private volatile boolean isSubscribed;
    private volatile boolean isBroken;
    private BrokerLink link;

    private final BrokerListener listener = new BrokerListener() {
        @Override
        public Message will() {
            if (isBroken) {
                throw new IllegalStateException("no will today");
            }
            return null;
        }

        @Override
        public void onConnected() {
            link.subscribe(List.of(new Subscription(topic, 1)));
        }

        @Override
        public void onUnavailable(String reason) {
            ends.add(reason);
        }

        @Override
        public void onMessage(Message message) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            taken.add(new String(message.payload()));
        }

        @Override
        public void onSubscribed(List<Subscription> subscriptions, int[] statusCodes) {
            isSubscribed = true;
        }

        @Override
        public void onTurn(long nowNs) {
            // nothing to do
        }

        @Override
        public void onClosing() {
            // nothing to say
        }
    };

    private void start(Map<String, String> more) {
        List<String> problems = new ArrayList<>();
        Map<String, String> settings = new TreeMap<>(more);
        settings.put("broker", "mqtt://127.0.0.1:" + relay.port());
        BrokerSettings parsed = BrokerSettings.parse(
                new SettingsReader(new ConnectorDefinition("b", "mqtt", settings), BrokerSettings.KEYS, problems));
        assertThat(problems).isEmpty();
        link = new BrokerLink("b", parsed, listener);
        link.start();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    /** The library knows that there is no connection when it fails what it is given. */
    private boolean isEndNoticed() {
        return link.publish(new Message(topic + "/other", new byte[1], 1, false), 100)
                        .completeOnTimeout(0, 50, TimeUnit.MILLISECONDS)
                        .join()
                != 0;
    }

    @AfterEach
    void end() {
        gate.countDown();
        link.close();
        relay.close();
    }

    @Test
    void shouldTakeAllThatCameBeforeTheConnectionEnded() {
        relay.open();
        start(Map.of("reconnect-min", "1h", "reconnect-max", "1h"));
        awaitTrue(() -> isSubscribed);
        try (MqttPeer peer = new MqttPeer(EmbeddedBroker.port())) {
            for (int i = 0; i < MESSAGES; i++) {
                peer.send(topic, "m" + i);
            }
        }
        awaitTrue(() -> link.counters().messages.sum() == MESSAGES);
        relay.close();
        awaitTrue(this::isEndNoticed);

        gate.countDown();

        awaitTrue(() -> !ends.isEmpty());
        assertThat(taken).hasSize(MESSAGES).startsWith("m0").endsWith("m" + (MESSAGES - 1));
        assertThat(link.counters().dropped.sum()).isZero();
    }

    @Test
    void shouldPauseAfterAnAttemptThatFailedUnexpectedly() {
        isBroken = true;
        relay.open();
        start(Map.of("reconnect-min", "50ms", "reconnect-max", "50ms"));
        awaitTrue(() -> ends.size() >= 3);

        assertThat(ends).allMatch(reason -> reason.equals("no will today"));
        assertThat(link.lastError()).isEqualTo("no will today");
        isBroken = false;
        awaitTrue(() -> isSubscribed);
    }
}
