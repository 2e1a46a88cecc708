/**
 * The routes under {@code /api/v1}, without a server: each takes a {@link io.ringmain.gateway.rest.Call} and promises an
 * {@link io.ringmain.gateway.rest.Answer}. {@code openapi.json} beside these classes describes them.
 */
package io.ringmain.gateway.rest;
