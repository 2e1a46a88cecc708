/** A whole plant under load: latency by an open loop, sustained rate, idle cost, time to start. */
package io.ringmain.perf.load;
