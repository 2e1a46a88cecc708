package io.ringmain.connectors.demo;

/**
 * A centrifugal pump with its motor. Head in metres over flow in m3/h: {@code H = s^2 H0 - k Q^2} with the relative
 * speed s.
 *
 * <p>Thread: the one that steps the plant.
 */
final class Pump {
    private static final double BAR_PER_METRE = 0.0981;

    private final String tag;
    private final String service;
    private final double shutoffHead;
    private final double curve;
    private final double ratedCurrent;
    private final double ratedFlow;
    private final Transmitter current;
    private final Transmitter pressure;

    private boolean isCommanded;
    private boolean isPermitted = true;
    private boolean isFaulted;
    private double speed;
    private double flow;
    private double runS;
    private long starts;

    Pump(String tag, String service, double shutoffHead, double curve, double ratedFlow, double amps, Noise noise) {
        this.tag = tag;
        this.service = service;
        this.shutoffHead = shutoffHead;
        this.curve = curve;
        this.ratedFlow = ratedFlow;
        this.ratedCurrent = amps;
        this.current = new Transmitter("A", 0, amps * 2, 0.2, amps * 0.004, noise);
        this.pressure = new Transmitter("bar", 0, 4, 0.3, 0.006, noise);
        // a machine with some history
        runS = 3600.0 * (800 + noise.below(4000));
        starts = 100 + noise.below(400);
    }

    void start(boolean on) {
        if (on && !isCommanded) {
            starts++;
        }
        isCommanded = on;
    }

    /** Interlock of the plant: without permission it does not run whatever its command says. */
    void permit(boolean permitted) {
        isPermitted = permitted;
    }

    void trip() {
        isFaulted = true;
    }

    void reset() {
        isFaulted = false;
    }

    void step(double dt) {
        boolean isDriven = isCommanded && isPermitted && !isFaulted;
        double rampS = isDriven ? 1.5 : 2.5;
        speed = Math.max(0, Math.min(1, speed + (isDriven ? dt : -dt) / rampS));
        if (isRunning()) {
            runS += dt;
        }
        double load = isDriven ? 0.45 + 0.55 * Math.min(1.3, flow / ratedFlow) : 0;
        double inrush = isDriven && speed < 0.9 ? 0.9 * (0.9 - speed) : 0;
        current.step(ratedCurrent * (load + inrush), dt);
        pressure.step(Math.max(0, head()) * BAR_PER_METRE, dt);
    }

    /** Head at the present speed and flow, in metres. */
    double head() {
        return speed * speed * shutoffHead - curve * flow * flow;
    }

    /** Flow in m3/h that it would give against a head in metres; a check valve keeps it from going backwards. */
    double flowAgainst(double head) {
        double surplus = speed * speed * shutoffHead - head;
        return surplus > 0 ? StrictMath.sqrt(surplus / curve) : 0;
    }

    void flow(double m3PerHour) {
        flow = m3PerHour;
    }

    double flow() {
        return flow;
    }

    boolean isRunning() {
        return speed > 0.6;
    }

    boolean isFaulted() {
        return isFaulted;
    }

    double powerKw() {
        return current.value() * 0.6;
    }

    void declare(Catalogue catalogue, boolean isRemote) {
        Point start = catalogue.flag(tag + ".Start", service + ": start command", () -> isCommanded);
        if (isRemote) {
            start.writtenBy(value -> start((Boolean) value));
        }
        catalogue.flag(tag + ".Running", service + ": running feedback", this::isRunning);
        catalogue.flag(tag + ".Fault", service + ": motor protection tripped", this::isFaulted);
        catalogue.flag(tag + ".Permitted", service + ": released by the plant's interlocks", () -> isPermitted);
        catalogue
                .flag(tag + ".Reset", service + ": writing true resets the motor protection", () -> false)
                .writtenBy(value -> {
                    if ((Boolean) value) {
                        reset();
                    }
                })
                .every(1000);
        catalogue.measured(tag + ".Current", service + ": motor current", current);
        catalogue.measured(tag + ".DischargePressure", service + ": discharge pressure", pressure);
        catalogue
                .number(tag + ".RunHours", service + ": run hours", () -> runS / 3600)
                .range("h", 0, 100_000)
                .deadband(0.01)
                .polledEvery(5000);
        catalogue.count(tag + ".Starts", service + ": starts", () -> starts).polledEvery(5000);
    }
}
