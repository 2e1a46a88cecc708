/**
 * Certificates of the OPC UA client and server: the application's own one, the trust list in folders, and the checks of
 * peers' certificates (OPC 10000-4, 6.1.3). Nothing is trusted unless an operator has said so.
 */
package io.ringmain.connectors.opcua.security;
