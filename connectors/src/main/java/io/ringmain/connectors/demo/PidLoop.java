package io.ringmain.connectors.demo;

/**
 * A PI controller of the plant's own PLC in its incremental form, which neither winds up nor bumps when the mode
 * changes. Keeps its output while its measurement is bad.
 *
 * <p>Thread: the one that steps the plant.
 */
final class PidLoop {
    static final int MANUAL = 0;
    static final int AUTO = 1;
    /** Setpoint comes from another loop. */
    static final int CASCADE = 2;

    /** What the output does when the measurement rises. */
    enum Action {
        /** Output falls, as for a heating valve. */
        REVERSE,
        /** Output rises, as for an outlet valve. */
        DIRECT
    }

    private final String tag;
    private final String service;
    private final Transmitter measurement;
    private final Action action;
    private final int automaticMode;
    private double gain;
    private double resetS;
    private double setpoint;
    private double output;
    private double lastError;
    private int mode;

    /**
     * @param gain percent of output per percent of span
     * @param resetS integral time in seconds
     */
    PidLoop(
            String tag,
            String service,
            Transmitter measurement,
            Action action,
            int mode,
            double gain,
            double resetS,
            double setpoint,
            double output) {
        this.tag = tag;
        this.service = service;
        this.measurement = measurement;
        this.action = action;
        this.automaticMode = mode;
        this.mode = mode;
        this.gain = gain;
        this.resetS = resetS;
        this.setpoint = setpoint;
        this.output = output;
    }

    void step(double dt) {
        double error = (setpoint - measurement.value()) / measurement.span() * 100;
        if (action == Action.DIRECT) {
            error = -error;
        }
        if (mode != MANUAL && measurement.isUsable()) {
            output += gain * (error - lastError + error * dt / resetS);
            output = Math.max(0, Math.min(100, output));
        }
        lastError = error;
    }

    /** Setpoint of a loop in cascade, in the unit of its measurement. */
    void remoteSetpoint(double value) {
        if (mode == CASCADE) {
            setpoint = value;
        }
    }

    double output() {
        return output;
    }

    double setpoint() {
        return setpoint;
    }

    Transmitter measurement() {
        return measurement;
    }

    void declare(Catalogue catalogue) {
        String unit = measurement.unit();
        double low = measurement.low();
        double high = measurement.high();
        catalogue.measured(tag + ".PV", service + ": measured value", measurement);
        catalogue
                .number(tag + ".SP", service + ": setpoint", () -> setpoint)
                .range(unit, low, high)
                .writtenBy(value -> setpoint = (Double) value);
        catalogue
                .number(tag + ".OP", service + ": output; writable in manual", () -> output)
                .range("%", 0, 100)
                .deadband(0.1)
                .every(100)
                .writtenBy(value -> {
                    if (mode == MANUAL) {
                        output = (Double) value;
                    }
                });
        catalogue
                .whole(tag + ".Mode", service + ": mode, 0 manual 1 automatic 2 cascade", Encoding.INT32, () -> mode)
                .range("", MANUAL, automaticMode)
                .writtenBy(value -> mode = (Integer) value);
        catalogue
                .single(tag + ".Gain", service + ": controller gain", () -> gain)
                .range("", 0, 20)
                .writtenBy(value -> gain = (Float) value)
                .polledEvery(2000);
        catalogue
                .single(tag + ".ResetTime", service + ": integral time", () -> resetS)
                .range("s", 1, 1000)
                .writtenBy(value -> resetS = (Float) value)
                .polledEvery(2000);
    }
}
