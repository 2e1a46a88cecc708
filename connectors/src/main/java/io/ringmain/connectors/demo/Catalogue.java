package io.ringmain.connectors.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Collects the variables that the areas of the plant declare, in their order. */
final class Catalogue {
    private final List<Point> points = new ArrayList<>();
    private String area = "";

    Catalogue area(String name) {
        area = name;
        return this;
    }

    List<Point> points() {
        return List.copyOf(points);
    }

    /** A calculated or internal number, without noise. */
    Point number(String name, String description, DoubleSupplier value) {
        return add(name, description, Encoding.DOUBLE, value::getAsDouble);
    }

    /** A number that its device serves as 32-bit float. */
    Point single(String name, String description, DoubleSupplier value) {
        return add(name, description, Encoding.FLOAT, () -> (float) value.getAsDouble());
    }

    /** A measured value with the range and status of its transmitter. */
    Point measured(String name, String description, Transmitter transmitter) {
        return number(name, description, transmitter::value)
                .range(transmitter.unit(), transmitter.low(), transmitter.high())
                .deadband(transmitter.span() * 0.0005)
                .every(100)
                .status(transmitter::statusCode);
    }

    Point count(String name, String description, LongSupplier value) {
        return add(name, description, Encoding.UINT32, value::getAsLong).every(1000);
    }

    Point whole(String name, String description, Encoding encoding, LongSupplier value) {
        return switch (encoding) {
            case UINT16, INT32 -> add(name, description, encoding, () -> (int) value.getAsLong());
            case UINT32, INT64 -> add(name, description, encoding, value::getAsLong);
            default -> throw new IllegalArgumentException(name + ": " + encoding + " is not a whole number");
        };
    }

    Point flag(String name, String description, BooleanSupplier value) {
        return add(name, description, Encoding.BOOLEAN, value::getAsBoolean).every(100);
    }

    Point text(String name, String description, Supplier<String> value) {
        return add(name, description, Encoding.STRING, value::get).every(500);
    }

    private Point add(String name, String description, Encoding encoding, Supplier<Object> reader) {
        Point point = new Point(area, area + "." + name, description, encoding, reader);
        points.add(point);
        return point;
    }
}
