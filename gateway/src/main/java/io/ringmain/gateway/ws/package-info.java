/**
 * WebSocket {@code /api/v1/ws}, sub-protocols {@code ringmain.v1.json} and {@code ringmain.v1.cbor}: values by
 * subscription, alarms, machines and link states as a stream that can be resumed, and commands. One thread, the
 * {@link io.ringmain.gateway.ws.Hub}'s, owns all state; I/O threads and OUTCOMES only hand things to it.
 */
package io.ringmain.gateway.ws;
