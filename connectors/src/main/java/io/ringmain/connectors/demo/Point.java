package io.ringmain.connectors.demo;

import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** A variable under construction, and afterwards its binding to the model. */
final class Point {
    private final String name;
    private final String area;
    private final String description;
    private final Supplier<Object> reader;
    private Encoding encoding;
    private String unit = "";
    private double low = Double.NaN;
    private double high = Double.NaN;
    private double deadband;
    private TagSource.Mode mode = TagSource.Mode.SUBSCRIBE;
    private int intervalMs = 250;
    private IntSupplier status = () -> Quality.GOOD;
    private Consumer<Object> writer;

    Point(String area, String name, String description, Encoding encoding, Supplier<Object> reader) {
        this.area = area;
        this.name = name;
        this.description = description;
        this.encoding = encoding;
        this.reader = reader;
    }

    Point range(String inUnit, double from, double to) {
        unit = inUnit;
        low = from;
        high = to;
        return this;
    }

    Point deadband(double inUnit) {
        deadband = inUnit;
        return this;
    }

    Point status(IntSupplier supplier) {
        status = supplier;
        return this;
    }

    Point every(int milliseconds) {
        intervalMs = milliseconds;
        return this;
    }

    Point polledEvery(int milliseconds) {
        mode = TagSource.Mode.POLL;
        return every(milliseconds);
    }

    Point writtenBy(Consumer<Object> consumer) {
        writer = consumer;
        return this;
    }

    PlantVariable variable() {
        return new PlantVariable(
                name, encoding, unit, description, low, high, area, writer != null, deadband, mode, intervalMs);
    }

    Object value() {
        return reader.get();
    }

    int statusCode() {
        return status.getAsInt();
    }

    /** Status code with which a write of the value would be answered; no effect. */
    int check(Object value) {
        if (writer == null) {
            return Quality.BAD_NOT_WRITABLE;
        }
        if (!encoding.javaType().isInstance(value)) {
            return Quality.BAD_TYPE_MISMATCH;
        }
        if (encoding.type() != TagType.STRING && encoding.type() != TagType.BOOL && !Double.isNaN(low)) {
            double number = ((Number) value).doubleValue();
            if (!(number >= low && number <= high)) {
                return Quality.BAD_OUT_OF_RANGE;
            }
        }
        return Quality.GOOD;
    }

    void write(Object value) {
        writer.accept(value);
    }
}
