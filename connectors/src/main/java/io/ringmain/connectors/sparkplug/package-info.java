/** Sparkplug B 3.0 over MQTT: what edge node and host application share. */
package io.ringmain.connectors.sparkplug;
