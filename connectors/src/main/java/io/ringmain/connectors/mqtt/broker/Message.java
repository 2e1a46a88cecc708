package io.ringmain.connectors.mqtt.broker;

/**
 * A message of a broker's, or for one.
 *
 * @param payload owned by whoever has the message
 * @param qos 0, 1 or 2
 * @param isRetained of one that came: kept by the broker from before the subscription, so that nobody knows how old it is; of
 *     one that is sent: to be kept
 */
public record Message(String topic, byte[] payload, int qos, boolean isRetained) {}
