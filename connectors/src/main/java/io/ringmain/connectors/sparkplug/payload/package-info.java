/**
 * Payloads of Sparkplug B on the wire: protocol buffers by the published schema, read with bounds, without a library. Pure
 * functions of their input.
 */
package io.ringmain.connectors.sparkplug.payload;
