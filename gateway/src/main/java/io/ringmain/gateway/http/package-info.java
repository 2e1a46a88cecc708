/**
 * The HTTP server: limits and guards in front, routing, problem answers, static files, start and stop. The only
 * packages that use Undertow are this one, {@code rest} and {@code ws}.
 */
package io.ringmain.gateway.http;
