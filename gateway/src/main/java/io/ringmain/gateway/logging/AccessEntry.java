package io.ringmain.gateway.logging;

/**
 * A request that has been answered.
 *
 * @param timeMs when it was, ms since 1970
 * @param user empty when nobody had logged in
 * @param target path and query as they were sent
 * @param bytes of the answer's body
 * @param durationNs from its head to the end of the answer
 */
public record AccessEntry(
        long timeMs,
        String address,
        String user,
        String method,
        String target,
        String protocol,
        int status,
        long bytes,
        String referrer,
        String userAgent,
        long durationNs) {}
