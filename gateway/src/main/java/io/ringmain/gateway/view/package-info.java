/**
 * The JSON shapes that REST and WebSocket share, and when they may leave: each shape is written once, here. Knows
 * nothing of HTTP.
 */
package io.ringmain.gateway.view;
