/** What OPC UA costs and how much of it there can be: our client and our server, with Milo's as the other end. */
package io.ringmain.perf.opcua;
