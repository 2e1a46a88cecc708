package io.ringmain.connectors.demo;

import io.ringmain.core.tag.Quality;

/**
 * A measuring instrument: first-order lag, noise, limited range, and the faults real ones have.
 *
 * <p>Thread: the one that steps the plant.
 */
final class Transmitter {
    /** OPC UA UncertainSensorNotAccurate. */
    static final int UNCERTAIN_SENSOR_NOT_ACCURATE = 0x40930000;
    /** OPC UA UncertainEngineeringUnitsExceeded. */
    static final int UNCERTAIN_ENGINEERING_UNITS_EXCEEDED = 0x40940000;

    private static final double DRIFT_OF_SPAN_PER_S = 0.006;
    private static final double OVER_RANGE = 0.025;

    /** What can be wrong with it. */
    enum Fault {
        NONE,
        /** Keeps its reading and still says Good. */
        FROZEN,
        /** Walks away upwards; says Uncertain once its self-test notices. */
        DRIFT,
        /** Broken wire: keeps its reading and says BadSensorFailure. */
        BROKEN,
        /** One second at the top of the range. */
        SPIKE
    }

    private final String unit;
    private final double low;
    private final double high;
    private final double lagS;
    private final double noise;
    private final Noise random;

    private boolean isStarted;
    private double lagged;
    private double reading;
    private double drift;
    private double faultAgeS;
    private Fault fault = Fault.NONE;

    Transmitter(String unit, double low, double high, double lagS, double noise, Noise random) {
        this.unit = unit;
        this.low = low;
        this.high = high;
        this.lagS = lagS;
        this.noise = noise;
        this.random = random;
    }

    void step(double truth, double dt) {
        // drawn in every step, so that a fault does not shift the random numbers of all others
        double disturbance = noise * random.normal();
        if (!isStarted) {
            isStarted = true;
            lagged = truth;
        }
        lagged += (truth - lagged) * dt / (lagS + dt);
        faultAgeS += dt;
        drift = fault == Fault.DRIFT ? drift + DRIFT_OF_SPAN_PER_S * span() * dt : 0;
        if (fault == Fault.SPIKE && faultAgeS > 1) {
            fault = Fault.NONE;
        }
        switch (fault) {
            case NONE, DRIFT -> reading = clamp(lagged + drift + disturbance);
            case SPIKE -> reading = high + OVER_RANGE * span();
            case FROZEN, BROKEN -> {
                // keeps its last reading
            }
        }
    }

    private double clamp(double value) {
        return value < low ? low : Math.min(value, high + OVER_RANGE * span());
    }

    void inject(Fault what) {
        fault = what;
        faultAgeS = 0;
    }

    void repair() {
        inject(Fault.NONE);
    }

    double value() {
        return reading;
    }

    int statusCode() {
        if (fault == Fault.BROKEN) {
            return Quality.BAD_SENSOR_FAILURE;
        }
        if (fault == Fault.DRIFT && faultAgeS > 12) {
            return UNCERTAIN_SENSOR_NOT_ACCURATE;
        }
        return reading > high ? UNCERTAIN_ENGINEERING_UNITS_EXCEEDED : Quality.GOOD;
    }

    boolean isUsable() {
        return fault != Fault.BROKEN;
    }

    String unit() {
        return unit;
    }

    double low() {
        return low;
    }

    double high() {
        return high;
    }

    double span() {
        return high - low;
    }
}
