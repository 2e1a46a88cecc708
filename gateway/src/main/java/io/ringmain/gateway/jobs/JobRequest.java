package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What somebody submits.
 *
 * @param parameters an object
 * @param timeoutMs of an attempt; 0 for the usual one
 * @param maxAttempts 0 for the usual number
 * @param key marks repeats; empty when it is not to be repeated
 */
public record JobRequest(
        String kind,
        JsonNode parameters,
        Priority priority,
        long timeoutMs,
        int maxAttempts,
        String user,
        String reason,
        String key) {}
