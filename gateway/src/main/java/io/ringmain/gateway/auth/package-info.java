/**
 * Who a caller is and what they may do: passwords, tokens, tickets, roles. The only package that uses password4j and
 * Nimbus. Knows nothing of HTTP or of the plant.
 */
package io.ringmain.gateway.auth;
