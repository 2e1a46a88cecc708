/**
 * What the OPC UA server's address space is made of: nodes that are answered from the plant when they are asked for, and
 * the parts that know them. May use core and Milo; is used by the server and by its parts.
 */
package io.ringmain.connectors.opcua.server.space;
