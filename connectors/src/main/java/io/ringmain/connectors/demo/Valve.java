package io.ringmain.connectors.demo;

/**
 * A control or on/off valve with travel time, stiction and limit switches.
 *
 * <p>Thread: the one that steps the plant.
 */
final class Valve {
    /** Inherent characteristic: flow coefficient over stroke. */
    enum Characteristic {
        LINEAR,
        /** Rangeability 30. */
        EQUAL_PERCENTAGE
    }

    /** Smallest error in percent of stroke at which it moves. */
    private static final double STICTION = 0.1;

    private static final double LN_RANGEABILITY = 3.4011973816621555;

    private final String tag;
    private final String service;
    private final Characteristic characteristic;
    private final double strokeS;
    private double command;
    private double position;
    private double travelled;
    private double forcedTo = Double.NaN;

    Valve(String tag, String service, Characteristic characteristic, double strokeS, double initial) {
        this.tag = tag;
        this.service = service;
        this.characteristic = characteristic;
        this.strokeS = strokeS;
        this.command = initial;
        this.position = initial;
    }

    void command(double percent) {
        command = percent;
    }

    /** Drives it to a stroke that it keeps whatever its command says. */
    void forceTo(double percent) {
        forcedTo = percent;
    }

    void release() {
        forcedTo = Double.NaN;
    }

    void step(double dt) {
        double target = Double.isNaN(forcedTo) ? command : forcedTo;
        double error = target - position;
        if (Math.abs(error) < STICTION) {
            return;
        }
        double most = 100 / strokeS * dt;
        double move = Math.max(-most, Math.min(most, error));
        position += move;
        travelled += Math.abs(move);
    }

    /** Share of the full flow coefficient, 0 to 1. */
    double opening() {
        double stroke = position / 100;
        if (stroke <= 0.005) {
            return 0;
        }
        return characteristic == Characteristic.LINEAR ? stroke : StrictMath.exp(LN_RANGEABILITY * (stroke - 1));
    }

    double position() {
        return position;
    }

    boolean isOpen() {
        return position > 98;
    }

    boolean isClosed() {
        return position < 2;
    }

    /** Position far from the command, as a positioner's self-diagnosis would tell. */
    boolean isDeviating() {
        return Math.abs(command - position) > 15;
    }

    void declare(Catalogue catalogue) {
        catalogue
                .single(tag + ".Position", service + ": position feedback", this::position)
                .range("%", 0, 100)
                .deadband(0.2)
                .every(100);
        catalogue
                .single(tag + ".Command", service + ": commanded position", () -> command)
                .range("%", 0, 100)
                .deadband(0.2);
        catalogue.flag(tag + ".Open", service + ": open limit switch", this::isOpen);
        catalogue.flag(tag + ".Closed", service + ": closed limit switch", this::isClosed);
        catalogue.flag(tag + ".Deviation", service + ": position does not follow the command", this::isDeviating);
        catalogue
                .count(tag + ".Strokes", service + ": full strokes travelled", () -> (long) (travelled / 200))
                .polledEvery(5000);
    }
}
