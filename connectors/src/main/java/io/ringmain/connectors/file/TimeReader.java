package io.ringmain.connectors.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * Reads times: numbers since the epoch in one unit, or texts of ISO 8601. A text without a zone is a time of the zone that is
 * declared. A mistake is an {@link IllegalArgumentException}.
 *
 * <p>Thread: its owner.
 */
final class TimeReader {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    private final long unitNs;
    private final ZoneId zone;

    /** @param unitNs nanoseconds of one unit of numbers, 0 when times are texts */
    TimeReader(long unitNs, ZoneId zone) {
        this.unitNs = unitNs;
        this.zone = zone;
    }

    /**
     * Nanoseconds since the epoch.
     *
     * @param cellUnitNs unit that the file itself declares, 0 for none
     */
    long read(Object cell, long cellUnitNs) {
        if (cell == null) {
            throw new IllegalArgumentException("no time");
        }
        long unit = cellUnitNs == 0 ? unitNs : cellUnitNs;
        try {
            if (cell instanceof Long number && unit != 0) {
                return Math.multiplyExact(number, unit);
            }
            if (unit != 0) {
                return new BigDecimal(cell.toString().strip())
                        .multiply(BigDecimal.valueOf(unit))
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
            }
            return text(cell.toString().strip());
        } catch (ArithmeticException | NumberFormatException | DateTimeException e) {
            throw new IllegalArgumentException("'" + cell + "' is no time", e);
        }
    }

    private long text(String text) {
        String iso =
                text.length() > 10 && text.charAt(10) == ' ' ? text.substring(0, 10) + 'T' + text.substring(11) : text;
        boolean hasZone = iso.endsWith("Z") || iso.indexOf('+', 10) > 0 || iso.indexOf('-', 10) > 0;
        Instant instant = hasZone
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NS_PER_SECOND), instant.getNano());
    }
}
