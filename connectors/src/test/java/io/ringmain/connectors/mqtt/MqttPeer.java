package io.ringmain.connectors.mqtt;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Another client of the broker: a device, or one who listens. */
public final class MqttPeer implements AutoCloseable {
    private final Mqtt5AsyncClient client;
    public final List<Mqtt5Publish> received = new CopyOnWriteArrayList<>();

    public MqttPeer(int port) {
        client = MqttClient.builder()
                .useMqttVersion5()
                .serverHost("127.0.0.1")
                .serverPort(port)
                .buildAsync();
        client.publishes(MqttGlobalPublishFilter.ALL, received::add);
        client.connect().orTimeout(60, TimeUnit.SECONDS).join();
    }

    public MqttPeer listen(String filter) {
        client.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .send()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
        return this;
    }

    public void send(String topic, String payload) {
        send(topic, payload.getBytes(StandardCharsets.UTF_8), false);
    }

    public void keep(String topic, String payload) {
        send(topic, payload.getBytes(StandardCharsets.UTF_8), true);
    }

    public void send(String topic, byte[] payload, boolean isRetained) {
        client.publishWith()
                .topic(topic)
                .payload(payload)
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(isRetained)
                .send()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    public List<String> textsOf(String topic) {
        return received.stream()
                .filter(message -> message.getTopic().toString().equals(topic))
                .map(message -> new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether that is a thread that the library shares between clients without executors of their own. */
    public static boolean isItsOwn(Thread thread) {
        return thread.getName().startsWith("com.hivemq.client")
                || thread.getName().startsWith("RxComputation");
    }

    @Override
    public void close() {
        client.disconnect().orTimeout(60, TimeUnit.SECONDS).join();
    }
}
