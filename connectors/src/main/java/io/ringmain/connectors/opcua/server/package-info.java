/** OPC UA server, type {@code opcua-server}: serves the site itself, from the plant's definitions and current values. */
package io.ringmain.connectors.opcua.server;
