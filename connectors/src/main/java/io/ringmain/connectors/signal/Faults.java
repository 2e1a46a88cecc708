package io.ringmain.connectors.signal;

import io.ringmain.core.tag.Quality;

/**
 * What goes wrong with a signal on purpose; each by the share of samples it happens to, from 0 to 1.
 *
 * @param bad BadSensorFailure without a value
 * @param uncertain UncertainSensorNotAccurate
 * @param dropout nothing is published
 * @param spike the spike's size is added or taken away
 */
record Faults(double bad, double uncertain, double dropout, double spike, double spikeSize) {
    private static final long BAD = 101;
    private static final long UNCERTAIN = 102;
    private static final long DROPOUT = 103;
    private static final long SPIKE = 104;

    boolean isDropped(long seed, long index) {
        return dropout > 0 && Chance.unit(seed, DROPOUT, index) < dropout;
    }

    int status(long seed, long index) {
        if (bad > 0 && Chance.unit(seed, BAD, index) < bad) {
            return Quality.BAD_SENSOR_FAILURE;
        }
        return uncertain > 0 && Chance.unit(seed, UNCERTAIN, index) < uncertain
                ? Quality.UNCERTAIN_SENSOR_NOT_ACCURATE
                : Quality.GOOD;
    }

    double spike(long seed, long index) {
        double chance = spike > 0 ? Chance.unit(seed, SPIKE, index) : 1;
        if (chance >= spike) {
            return 0;
        }
        return chance < spike / 2 ? spikeSize : -spikeSize;
    }
}
