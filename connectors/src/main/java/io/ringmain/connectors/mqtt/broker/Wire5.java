package io.ringmain.connectors.mqtt.broker;

import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5Connect;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5RetainHandling;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscribe;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.Mqtt5Subscription;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAck;
import com.hivemq.client.mqtt.mqtt5.message.unsubscribe.Mqtt5Unsubscribe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A connection of MQTT 5. */
final class Wire5 implements Wire {
    private final BrokerSettings settings;
    private final Mqtt5AsyncClient client;

    Wire5(BrokerSettings settings, MqttClientBuilder builder, Events events) {
        this.settings = settings;
        client = builder.useMqttVersion5()
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
        Mqtt5ConnectBuilder connect = Mqtt5Connect.builder()
                .keepAlive(settings.keepAliveS())
                .cleanStart(settings.isCleanStart())
                .sessionExpiryInterval(settings.sessionExpiryS())
                .restrictions()
                .receiveMaximum(settings.receiveMaximum())
                .maximumPacketSize(settings.packetBytes())
                .applyRestrictions();
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

    private static Mqtt5Publish publishOf(Message message) {
        return Mqtt5Publish.builder()
                .topic(message.topic())
                .payload(message.payload())
                .qos(MqttQos.fromCode(message.qos()))
                .retain(message.isRetained())
                .build();
    }

    @Override
    public CompletableFuture<int[]> subscribe(List<Subscription> subscriptions) {
        return client.subscribe(Mqtt5Subscribe.builder()
                        .addSubscriptions(subscriptions.stream().map(Wire5::subscriptionOf))
                        .build())
                .handle((ack, error) -> {
                    Throwable cause = Causes.unwrap(error);
                    Mqtt5SubAck answer = cause instanceof Mqtt5SubAckException refused ? refused.getMqttMessage() : ack;
                    int[] codes = new int[subscriptions.size()];
                    for (int i = 0; i < codes.length; i++) {
                        codes[i] = answer == null
                                ? Causes.statusOf(cause)
                                : Causes.statusOf(answer.getReasonCodes().get(i).getCode());
                    }
                    return codes;
                });
    }

    private static Mqtt5Subscription subscriptionOf(Subscription subscription) {
        return Mqtt5Subscription.builder()
                .topicFilter(subscription.filter())
                .qos(MqttQos.fromCode(subscription.qos()))
                .retainHandling(Mqtt5RetainHandling.SEND)
                .build();
    }

    @Override
    public CompletableFuture<?> unsubscribe(List<String> filters) {
        return client.unsubscribe(Mqtt5Unsubscribe.builder()
                .addTopicFilters(filters.stream().map(com.hivemq.client.mqtt.datatypes.MqttTopicFilter::of))
                .build());
    }

    @Override
    public CompletableFuture<Integer> publish(Message message) {
        return client.publish(publishOf(message))
                .handle((result, error) -> error != null
                        ? Causes.statusOf(Causes.unwrap(error))
                        : result.getError().map(Causes::statusOf).orElse(0));
    }

    @Override
    public CompletableFuture<?> disconnect() {
        return client.disconnect();
    }
}
