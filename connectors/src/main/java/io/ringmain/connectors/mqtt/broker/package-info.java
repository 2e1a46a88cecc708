/**
 * A link to an MQTT broker, version 3.1.1 or 5: connecting, TLS, a bounded queue of what came, subscribing and publishing.
 * HiveMQ's client is used here and nowhere else.
 */
package io.ringmain.connectors.mqtt.broker;
