package io.ringmain.connectors.mqtt.broker;

/**
 * What is asked of a broker.
 *
 * @param filter topic, or a filter with {@code +} and {@code #}
 * @param qos most that it is to be delivered with, 0 to 2
 */
public record Subscription(String filter, int qos) {}
