package io.ringmain.connectors.signal;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;

/**
 * A tag and its signal; a point keeps what was written.
 *
 * <p>Thread: the connector's.
 */
final class SignalTag {
    private final int tagId;
    private final TagType type;
    private final Signal signal;
    private String written;

    SignalTag(int tagId, TagType type, Signal signal) {
        this.tagId = tagId;
        this.type = type;
        this.signal = signal;
    }

    int tagId() {
        return tagId;
    }

    TagType type() {
        return type;
    }

    Signal signal() {
        return signal;
    }

    void publish(ValuePublisher values, long ns, long index, int status, long timeNs) {
        if (written != null) {
            publishText(values, written, status, timeNs);
        } else if (signal.kind() == SignalKind.POINT) {
            publishText(values, signal.text(ns), status, timeNs);
        } else {
            switch (type) {
                case BOOL -> values.flag(tagId, type, signal.flag(ns, index), status, timeNs);
                case INT64 ->
                    values.whole(tagId, type, (long) StrictMath.rint(signal.number(ns, index)), status, timeNs);
                case STRING ->
                    values.text(
                            tagId,
                            type,
                            signal.hasWords() ? signal.text(ns) : Double.toString(signal.number(ns, index)),
                            status,
                            timeNs);
                default -> values.real(tagId, type, signal.number(ns, index), status, timeNs);
            }
        }
    }

    private void publishText(ValuePublisher values, String text, int status, long timeNs) {
        switch (type) {
            case BOOL -> values.flag(tagId, type, Signal.isTrue(text), status, timeNs);
            case INT64 -> values.whole(tagId, type, whole(text), status, timeNs);
            case STRING -> values.text(tagId, type, text, status, timeNs);
            default -> values.real(tagId, type, Double.parseDouble(text), status, timeNs);
        }
    }

    /** A point of an int64 tag may begin with a number such as 1e3. */
    private static long whole(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return (long) StrictMath.rint(Double.parseDouble(text));
        }
    }

    /** Takes a write; gives the status code that answers it. */
    int write(DeviceWrite write) {
        if (signal.kind() != SignalKind.POINT) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (write.type() != type) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        if (type == TagType.INT64 || type == TagType.FLOAT64) {
            double number = write.asDouble();
            if (!Double.isFinite(number) || number < signal.low() || number > signal.high()) {
                return Quality.BAD_OUT_OF_RANGE;
            }
        }
        written = write.value().toString();
        return Quality.GOOD;
    }
}
