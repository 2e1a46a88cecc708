package io.ringmain.historian.questdb;

import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.TagType;

/** Arrays in the column of texts: JSON, but for NaN and infinities, which it has no numbers for. */
final class ArrayText {
    private ArrayText() {}

    static String of(Event event) {
        boolean isReal = event.valueType == TagType.FLOAT64_ARRAY.code();
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < event.elementCount; i++) {
            text.append(i == 0 ? "" : ",");
            if (isReal) {
                text.append(Double.longBitsToDouble(event.elements[i]));
            } else {
                text.append(event.elements[i]);
            }
        }
        return text.append(']').toString();
    }

    /** Null for what was a status alone. */
    static double[] doubles(String text) {
        String[] items = items(text);
        double[] values = new double[items == null ? 0 : items.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(items[i]);
        }
        return items == null ? null : values;
    }

    static long[] longs(String text) {
        String[] items = items(text);
        long[] values = new long[items == null ? 0 : items.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Long.parseLong(items[i]);
        }
        return items == null ? null : values;
    }

    private static String[] items(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        String inner = text.substring(1, text.length() - 1);
        return inner.isEmpty() ? new String[0] : inner.split(",");
    }
}
