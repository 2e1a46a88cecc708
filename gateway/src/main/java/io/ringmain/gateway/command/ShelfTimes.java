package io.ringmain.gateway.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.config.Quantity;
import io.ringmain.gateway.view.Problem;
import io.ringmain.gateway.view.Times;
import java.util.OptionalLong;

/**
 * When a shelf begins and how long it lasts, as clients write it: {@code duration} or {@code oneShot}, and {@code from}.
 *
 * @param fromNs 0 for at once
 * @param durationNs 0 for a one-shot shelf
 */
public record ShelfTimes(boolean isOneShot, long fromNs, long durationNs) {

    /**
     * @param duration text with a unit, null when it is not given
     * @param oneShot true or false, null when it is not given
     * @param from RFC 3339, null when it is not given
     */
    public static ShelfTimes of(JsonNode duration, JsonNode oneShot, JsonNode from) {
        if (oneShot != null && !oneShot.isBoolean()) {
            throw Problem.badRequest("oneShot: true or false is expected");
        }
        boolean isOneShot = oneShot != null && oneShot.booleanValue();
        if (isOneShot == (duration != null)) {
            throw Problem.badRequest("either duration or oneShot is expected");
        }
        if (isOneShot) {
            if (from != null) {
                throw Problem.badRequest("from: a one-shot shelf begins at once");
            }
            return new ShelfTimes(true, 0, 0);
        }
        return new ShelfTimes(false, from == null ? 0 : fromNs(from), durationNs(duration));
    }

    private static long durationNs(JsonNode duration) {
        OptionalLong ns = duration.isTextual() ? Quantity.duration(duration.textValue()) : OptionalLong.empty();
        return ns.orElseThrow(
                () -> Problem.badRequest("duration: " + Quantity.durationRule(duration.asText(), Long.MAX_VALUE)));
    }

    private static long fromNs(JsonNode from) {
        try {
            if (from.isTextual()) {
                // The epoch's own begin would read as "at once".
                return Math.max(1, Times.parse(from.textValue()));
            }
        } catch (RuntimeException e) {
            // told below
        }
        throw Problem.badRequest("from: a time is expected, such as 2026-03-01T06:00:00Z");
    }
}
