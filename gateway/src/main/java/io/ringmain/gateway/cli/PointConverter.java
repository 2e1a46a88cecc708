package io.ringmain.gateway.cli;

import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.gateway.view.Times;
import java.time.DateTimeException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A place in a journal: a sequence, or an RFC 3339 time. */
final class PointConverter implements ITypeConverter<ReplayPoint> {
    @Override
    public ReplayPoint convert(String text) {
        try {
            return text.matches("\\d+")
                    ? ReplayPoint.sequence(Long.parseLong(text))
                    : ReplayPoint.time(Times.parse(text.replace('t', 'T').replace('z', 'Z')));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no sequence, the greatest is " + Long.MAX_VALUE);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "'" + text + "' is neither a sequence nor a time like 2026-11-21T03:07:34Z");
        }
    }
}
