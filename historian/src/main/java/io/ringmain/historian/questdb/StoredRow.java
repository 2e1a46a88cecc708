package io.ringmain.historian.questdb;

import io.ringmain.core.spi.History.Sample;
import io.ringmain.core.tag.TagType;
import io.ringmain.historian.query.DataPoint;
import io.ringmain.historian.recording.StoredSample;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * A sample as it is answered, with what makes it one and the same wherever it was found.
 *
 * @param number the value of bool, int64 and float64, NaN when it is none
 */
record StoredRow(long timeNs, Object value, double number, int status, long sequence, int ordinal) {
    static final Comparator<StoredRow> ORDER = Comparator.comparingLong(StoredRow::timeNs)
            .thenComparingLong(StoredRow::sequence)
            .thenComparingInt(StoredRow::ordinal);

    private static final int TIME = 0;
    private static final int TYPE = 1;
    private static final int VALUE = 2;
    private static final int LONG = 3;
    private static final int TEXT = 4;
    private static final int QUALITY = 5;
    private static final int SEQUENCE = 6;
    private static final int ORDINAL = 7;

    /** From the columns of a whole sample. */
    static StoredRow of(String[] row) {
        TagType type = TagType.ofCode(Integer.parseInt(row[TYPE]));
        return new StoredRow(
                Long.parseLong(row[TIME]),
                value(type, row[VALUE], row[LONG], row[TEXT]),
                number(row[VALUE]),
                (int) Long.parseLong(row[QUALITY]),
                Long.parseLong(row[SEQUENCE]),
                Integer.parseInt(row[ORDINAL]));
    }

    static StoredRow of(StoredSample sample) {
        TagType type = TagType.ofCode(sample.type());
        Object value = type == null
                ? null
                : switch (type) {
                    case BOOL -> sample.bits() != 0;
                    case INT64 -> sample.bits();
                    case FLOAT64 -> Double.longBitsToDouble(sample.bits());
                    default -> value(type, null, null, sample.text());
                };
        double number = value instanceof Boolean flag
                ? flag ? 1 : 0
                : value instanceof Number of ? of.doubleValue() : Double.NaN;
        return new StoredRow(sample.timeNs(), value, number, sample.status(), sample.sequence(), sample.ordinal());
    }

    static double number(String text) {
        return text == null || text.isEmpty() ? Double.NaN : Double.parseDouble(text);
    }

    static Object value(TagType type, String number, String bits, String text) {
        if (type == null) {
            return null;
        }
        return switch (type) {
            case BOOL -> !"0".equals(bits);
            case INT64 -> bits == null ? Long.MIN_VALUE : Long.parseLong(bits); // its NULL is that number
            case FLOAT64 ->
                number != null
                        ? Double.parseDouble(number)
                        : bits == null ? Double.NaN : Double.longBitsToDouble(Long.parseLong(bits));
            case STRING -> text == null ? "" : text;
            case INT64_ARRAY -> ArrayText.longs(text);
            case FLOAT64_ARRAY -> ArrayText.doubles(text);
        };
    }

    Sample sample() {
        return new Sample(timeNs, value, status, sequence);
    }

    DataPoint point() {
        return new DataPoint(timeNs, number, value, status);
    }

    /** All of both, each once, in their order. */
    static List<StoredRow> merge(List<StoredRow> some, List<StoredRow> others) {
        TreeSet<StoredRow> all = new TreeSet<>(ORDER);
        all.addAll(some);
        all.addAll(others);
        return List.copyOf(all);
    }
}
