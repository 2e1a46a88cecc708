package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What was asked for; never changes.
 *
 * @param parameters an object
 * @param timeoutMs longest time of one attempt
 * @param maxAttempts when it is dead
 * @param submittedMs since the epoch
 */
public record JobOrder(
        String id,
        String kind,
        Place place,
        JsonNode parameters,
        Priority priority,
        String user,
        String reason,
        long timeoutMs,
        int maxAttempts,
        boolean isIdempotent,
        long submittedMs) {}
