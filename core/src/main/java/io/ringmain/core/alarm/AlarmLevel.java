package io.ringmain.core.alarm;

import java.math.BigDecimal;
import java.util.Objects;

/**
 * One level of an alarm with several limits.
 *
 * @param kind HIHI, HI, LO or LOLO
 * @param limit the limit in the tag's unit
 * @param deadband how far the value must come back behind the limit; 0 or more
 * @param onDelayNs how long the value must be beyond the limit before the level is present, ring time in ns
 * @param offDelayNs how long it must be back before the level is left, ring time in ns
 * @param priority 1 (low) to 3 (high), 4 is critical
 */
public record AlarmLevel(
        AlarmKind kind, BigDecimal limit, BigDecimal deadband, long onDelayNs, long offDelayNs, int priority) {
    public AlarmLevel {
        Objects.requireNonNull(kind, "kind");
        limit = Objects.requireNonNull(limit, "limit").stripTrailingZeros();
        deadband = Objects.requireNonNull(deadband, "deadband").stripTrailingZeros();
    }
}
