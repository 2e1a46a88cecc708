/** HistoryRead of the OPC UA server: raw, at-time and processed values out of the historian (OPC 10000-11, -13). */
package io.ringmain.connectors.opcua.server.history;
