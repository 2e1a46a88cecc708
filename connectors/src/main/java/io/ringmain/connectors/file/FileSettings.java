package io.ringmain.connectors.file;

import io.ringmain.connectors.SettingsReader;
import io.ringmain.core.site.ConnectorDefinition;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Settings of one file connector, validated.
 *
 * @param isLong whether a row is one value of one tag, and not one of each
 * @param valueColumns the first of them that has a cell has the value; of long files
 * @param timeUnitNs unit of times that are numbers, 0 for texts
 * @param speed how many times as fast as the file's times, 0 for as fast as it goes
 * @param isShifted whether source times are moved to now
 * @param retryMs how often a file that is missing or at its end is looked at
 */
record FileSettings(
        Path path,
        boolean isParquet,
        boolean isLong,
        char delimiter,
        String timeColumn,
        String tagColumn,
        List<String> valueColumns,
        String qualityColumn,
        long timeUnitNs,
        ZoneId zone,
        double speed,
        boolean isLoop,
        boolean isShifted,
        int retryMs) {

    private static final String PATH = "path";
    private static final String FORMAT = "format";
    private static final String LAYOUT = "layout";
    private static final String DELIMITER = "delimiter";
    private static final String TIME_COLUMN = "time-column";
    private static final String TIME_FORMAT = "time-format";
    private static final String ZONE = "zone";
    private static final String TAG_COLUMN = "tag-column";
    private static final String VALUE_COLUMN = "value-column";
    private static final String QUALITY_COLUMN = "quality-column";
    private static final String SPEED = "speed";
    private static final String LOOP = "loop";
    private static final String TIME = "time";
    private static final String RETRY = "retry";
    private static final List<String> KNOWN = List.of(
            PATH,
            FORMAT,
            LAYOUT,
            DELIMITER,
            TIME_COLUMN,
            TIME_FORMAT,
            ZONE,
            TAG_COLUMN,
            VALUE_COLUMN,
            QUALITY_COLUMN,
            SPEED,
            LOOP,
            TIME,
            RETRY);
    private static final List<String> TIME_FORMATS = List.of("iso", "epoch-s", "epoch-ms", "epoch-us", "epoch-ns");
    private static final double LEAST_SPEED = 0.001;
    private static final double MOST_SPEED = 1_000_000;

    /** Reads the settings; adds a line to the problems for each that is wrong. Looks at no file. */
    static FileSettings parse(ConnectorDefinition definition, List<String> problems) {
        SettingsReader reader = new SettingsReader(definition, KNOWN, problems);
        String path = reader.required(PATH, "a file, such as /data/recorded.csv");
        boolean isParquet = isParquet(reader, path);
        boolean isLong = reader.oneOf(LAYOUT, "wide", List.of("wide", "long")).equals("long");
        if (!isLong) {
            for (String key : List.of(TAG_COLUMN, VALUE_COLUMN, QUALITY_COLUMN)) {
                if (reader.has(key)) {
                    reader.problem(key, "is for layout: long only; a wide file has one column a tag");
                }
            }
        }
        return new FileSettings(
                path(reader, path),
                isParquet,
                isLong,
                delimiter(reader, isParquet),
                reader.text(TIME_COLUMN, "time"),
                reader.text(TAG_COLUMN, "tag"),
                Arrays.stream(reader.text(VALUE_COLUMN, "value").split("[\\s,]+"))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                reader.text(QUALITY_COLUMN, "quality"),
                unitNs(reader.oneOf(TIME_FORMAT, TIME_FORMATS.get(0), TIME_FORMATS)),
                zone(reader),
                speed(reader),
                reader.flag(LOOP, false),
                reader.oneOf(TIME, "original", List.of("original", "shifted")).equals("shifted"),
                reader.durationMs(RETRY, 1_000, 10, 3_600_000));
    }

    private static Path path(SettingsReader reader, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            reader.problem(PATH, "'" + text + "' is no path: " + e.getReason());
            return Path.of("");
        }
    }

    private static boolean isParquet(SettingsReader reader, String path) {
        String name = path.toLowerCase(Locale.ROOT);
        if (reader.has(FORMAT) || path.isEmpty()) {
            return reader.oneOf(FORMAT, "csv", List.of("csv", "parquet")).equals("parquet");
        }
        if (!name.endsWith(".csv") && !name.endsWith(".parquet")) {
            reader.problem(
                    FORMAT, "missing, as " + PATH + " ends in neither .csv nor .parquet; allowed are csv, parquet");
        }
        return name.endsWith(".parquet");
    }

    private static char delimiter(SettingsReader reader, boolean isParquet) {
        if (isParquet && reader.has(DELIMITER)) {
            reader.problem(DELIMITER, "is for format: csv only");
        }
        return switch (reader.oneOf(DELIMITER, ",", List.of(",", ";", "tab"))) {
            case ";" -> ';';
            case "tab" -> '\t';
            default -> ',';
        };
    }

    private static long unitNs(String format) {
        return switch (format) {
            case "epoch-s" -> 1_000_000_000L;
            case "epoch-ms" -> 1_000_000L;
            case "epoch-us" -> 1_000L;
            case "epoch-ns" -> 1L;
            default -> 0L;
        };
    }

    private static ZoneId zone(SettingsReader reader) {
        String text = reader.text(ZONE, "UTC");
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            reader.problem(
                    ZONE, "'" + text + "' is no time zone, allowed are forms such as UTC, +02:00, Europe/Vienna");
            return ZoneId.of("UTC");
        }
    }

    private static double speed(SettingsReader reader) {
        String text = reader.text(SPEED, "1");
        if (text.equals("max")) {
            return 0;
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed >= LEAST_SPEED && speed <= MOST_SPEED) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // the same line as for a number out of range
        }
        reader.problem(SPEED, "'" + text + "' is not allowed, allowed are 0.001 to 1000000, and max");
        return 1;
    }
}
