package io.ringmain.gateway.rest;

import io.ringmain.gateway.auth.Principal;
import java.util.List;
import java.util.Set;

/**
 * What a client wants to be sent as server-sent events.
 *
 * @param tags names and globs of tags, none for no values
 * @param hz most frames of values a second, 0 for as soon as they change; NaN for the default
 * @param operations which frames besides: alarm, machine, state, event, cmd
 * @param seen up to which of the journal's sequences the client has seen these, -1 when it begins
 */
public record StreamRequest(Principal principal, List<String> tags, double hz, Set<String> operations, long seen) {}
