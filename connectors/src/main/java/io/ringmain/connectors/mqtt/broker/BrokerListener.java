package io.ringmain.connectors.mqtt.broker;

import java.util.List;

/** What lives on a {@link BrokerLink}. Thread: the link's, all calls. */
public interface BrokerListener {

    /** Asked before each attempt to connect: what the broker says when the link is lost; null for nothing. */
    Message will();

    /** Connected; the moment to subscribe. */
    void onConnected();

    /** Connecting failed, or the connection is lost. Called again for each failed attempt. */
    void onUnavailable(String reason);

    void onMessage(Message message);

    /**
     * The broker answered a subscription.
     *
     * @param statusCodes an OPC UA status code for each, Good where it is granted
     */
    void onSubscribed(List<Subscription> subscriptions, int[] statusCodes);

    /** Called every few milliseconds and after messages, connected or not. */
    void onTurn(long nowNs);

    /** The link is being closed; what is published now still leaves if there is a connection. */
    void onClosing();
}
