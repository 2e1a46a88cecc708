/**
 * Payloads of Sparkplug B on the wire: protocol buffers by the published schema, read with bounds. Google's library is
 * used here and nowhere else, for the wire format alone: no class is generated. Pure functions of their input.
 */
package io.ringmain.connectors.sparkplug.payload;
