/**
 * A complete connector to be copied: the {@code gauge} protocol, made up for it, with a little device that speaks it. Lines of
 * UTF-8 over TCP:
 *
 * <pre>
 *   client                    device
 *   SUB level                 OK level              or  ERR level
 *                             V level 3.25 GOOD 1763633000123     value, GOOD UNCERTAIN or BAD, ms since the epoch
 *   UNSUB level               OK level
 *   SET 7 level 4.5           ACK 7 OK              or  REFUSED, UNKNOWN
 *   PING                      PONG
 * </pre>
 *
 * <p>One thread, {@link io.ringmain.connectors.example.GaugeLink}, does it all: it connects, reads, publishes and writes.
 */
package io.ringmain.connectors.example;
