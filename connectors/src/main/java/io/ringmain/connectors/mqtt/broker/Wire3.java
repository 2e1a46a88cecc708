package io.ringmain.connectors.mqtt.broker;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.datatypes.MqttTopicFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3Connect;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAck;
import com.hivemq.client.mqtt.mqtt3.message.unsubscribe.Mqtt3Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A connection of MQTT 3.1.1. */
final class Wire3 implements Wire {
    private final BrokerSettings settings;
    private final Mqtt3AsyncClient client;

    Wire3(BrokerSettings settings, MqttClientBuilder builder, Events events) {
        this.settings = settings;
        client = builder.useMqttVersion3()
                .addDisconnectedListener(context -> events.onEnd(Causes.text(context.getCause())))
                .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                publish -> events.onMessage(new Message(
                        publish.getTopic().toString(),
                        publish.getPayloadAsBytes(),
                        publish.getQos().getCode(),
                        publish.isRetain())));
    }

    @Override
    public CompletableFuture<?> connect(Message will) {
        Mqtt3ConnectBuilder connect =
                Mqtt3Connect.builder().keepAlive(settings.keepAliveS()).cleanSession(settings.isCleanStart());
        String password = settings.password();
        if (settings.user() != null && password != null) {
            connect = connect.simpleAuth()
                    .username(settings.user())
                    .password(password.getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        } else if (settings.user() != null) {
            connect = connect.simpleAuth().username(settings.user()).applySimpleAuth();
        }
        if (will != null) {
            connect = connect.willPublish(publishOf(will));
        }
        return client.connect(connect.build());
    }

    private static Mqtt3Publish publishOf(Message message) {
        return Mqtt3Publish.builder()
                .topic(message.topic())
                .payload(message.payload())
                .qos(MqttQos.fromCode(message.qos()))
                .retain(message.isRetained())
                .build();
    }

    @Override
    public CompletableFuture<int[]> subscribe(List<Subscription> subscriptions) {
        return client.subscribe(Mqtt3Subscribe.builder()
                        .addSubscriptions(subscriptions.stream().map(Wire3::subscriptionOf))
                        .build())
                .handle((ack, error) -> {
                    Throwable cause = Causes.unwrap(error);
                    Mqtt3SubAck answer = cause instanceof Mqtt3SubAckException refused ? refused.getMqttMessage() : ack;
                    int[] codes = new int[subscriptions.size()];
                    for (int i = 0; i < codes.length; i++) {
                        codes[i] = answer == null
                                ? Causes.statusOf(cause)
                                : Causes.statusOf(answer.getReturnCodes().get(i).getCode());
                    }
                    return codes;
                });
    }

    private static Mqtt3Subscription subscriptionOf(Subscription subscription) {
        return Mqtt3Subscription.builder()
                .topicFilter(subscription.filter())
                .qos(MqttQos.fromCode(subscription.qos()))
                .build();
    }

    @Override
    public CompletableFuture<?> unsubscribe(List<String> filters) {
        return client.unsubscribe(Mqtt3Unsubscribe.builder()
                .addTopicFilters(filters.stream().map(MqttTopicFilter::of))
                .build());
    }

    @Override
    public CompletableFuture<Integer> publish(Message message) {
        return client.publish(publishOf(message))
                .handle((result, error) -> error == null ? 0 : Causes.statusOf(Causes.unwrap(error)));
    }

    @Override
    public CompletableFuture<?> disconnect() {
        return client.disconnect();
    }
}
