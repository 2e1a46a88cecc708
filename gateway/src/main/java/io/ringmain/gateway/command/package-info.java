/** Operators' commands: from what a client sends to a command in the ring, and back to what the client is told. */
package io.ringmain.gateway.command;
