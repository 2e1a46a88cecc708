package io.ringmain.gateway.cli;

import io.ringmain.gateway.view.Times;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment as nanoseconds since 1970: RFC 3339 with an offset and up to 9 decimals, or a date, which is its midnight in UTC. */
final class TimeConverter implements ITypeConverter<Long> {
    @Override
    public Long convert(String text) {
        try {
            return text.indexOf('T') < 0 && text.indexOf('t') < 0
                    ? Times.ns(
                            LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant())
                    : Times.parse(text.replace('t', 'T').replace('z', 'Z'));
        } catch (DateTimeParseException e) {
            throw new TypeConversionException(
                    "'" + text
                            + "' is no time, must be like 2026-11-21T03:07:34Z, 2026-11-21T03:07:34.000000001+01:00 or 2026-11-21");
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + text + "' is not allowed: " + e.getMessage());
        }
    }
}
