/**
 * Alarms and Conditions (OPC 10000-9) over the plant's alarms: conditions in the address space, event notifications,
 * refresh and methods. May use core, Milo and the server's {@code space}.
 */
package io.ringmain.connectors.opcua.server.condition;
