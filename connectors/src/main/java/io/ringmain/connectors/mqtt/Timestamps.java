package io.ringmain.connectors.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times in documents: RFC 3339, or a number in a unit that is said. Stateless. */
final class Timestamps {
    static final long NONE = Long.MIN_VALUE;

    private static final long NS_PER_S = 1_000_000_000L;
    /** 2262; what is later does not go into 64 bits. */
    private static final long MOST_S = Long.MAX_VALUE / NS_PER_S - 1;

    private Timestamps() {}

    /** Nanoseconds since the epoch, {@link #NONE} when it is no time. */
    static long read(JsonNode node, long nsPerUnit) {
        if (node == null) {
            return NONE;
        }
        if (node.isNumber()) {
            return number(node.decimalValue(), nsPerUnit);
        }
        return node.isTextual() ? text(node.textValue(), nsPerUnit) : NONE;
    }

    private static long number(BigDecimal units, long nsPerUnit) {
        // an exponent of a million would be multiplied out
        if (units.signum() < 0 || units.precision() - units.scale() > 20 || units.scale() > 400) {
            return NONE;
        }
        BigDecimal ns = units.multiply(BigDecimal.valueOf(nsPerUnit)).setScale(0, RoundingMode.DOWN);
        return ns.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? NONE : ns.longValue();
    }

    private static long text(String text, long nsPerUnit) {
        if (text.length() > 40) {
            return NONE;
        }
        try {
            Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            long seconds = instant.getEpochSecond();
            return seconds < 0 || seconds > MOST_S ? NONE : seconds * NS_PER_S + instant.getNano();
        } catch (DateTimeException e) {
            return number(text, nsPerUnit);
        }
    }

    private static long number(String text, long nsPerUnit) {
        try {
            return number(new BigDecimal(text.trim()), nsPerUnit);
        } catch (NumberFormatException e) {
            return NONE;
        }
    }

    static String print(long ns) {
        return Instant.ofEpochSecond(Math.floorDiv(ns, NS_PER_S), Math.floorMod(ns, NS_PER_S))
                .atOffset(ZoneOffset.UTC)
                .format(DateTimeFormatter.ISO_OFFSET_DATE_TIME);
    }
}
