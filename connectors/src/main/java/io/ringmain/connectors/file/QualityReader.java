package io.ringmain.connectors.file;

import io.ringmain.core.tag.Quality;
import java.util.Locale;

/** Reads statuses: OPC UA status codes as numbers (with or without sign, or 0x...), or their severities and some names. */
final class QualityReader {
    private QualityReader() {}

    /** @throws IllegalArgumentException when it is none */
    static int read(Object cell) {
        if (cell == null) {
            return Quality.GOOD;
        }
        if (cell instanceof Long number) {
            return number.intValue();
        }
        String text = cell.toString().strip().toLowerCase(Locale.ROOT);
        switch (text) {
            case "good", "ok":
                return Quality.GOOD;
            case "uncertain":
                return Quality.UNCERTAIN;
            case "bad":
                return Quality.BAD;
            default:
                try {
                    return text.startsWith("0x")
                            ? Integer.parseUnsignedInt(text.substring(2), 16)
                            : (int) Long.parseLong(text);
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException("'" + cell + "' is no status", e);
                }
        }
    }
}
