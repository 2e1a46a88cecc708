package io.ringmain.gateway.replay;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.replay.ReplaySource;
import java.util.function.LongSupplier;

/**
 * What replays are made from, and how far it has come.
 *
 * @param nowNs ring time now, ns since the epoch
 * @param publishedSequence last event that has come in
 * @param journaledSequence last event that can be read
 */
record Recording(
        ReplaySource source, LongSupplier nowNs, LongSupplier publishedSequence, LongSupplier journaledSequence) {

    static Recording of(ReplaySource source, Plant plant) {
        return new Recording(source, plant::nowNs, () -> published(plant), plant::journaledSequence);
    }

    private static long published(Plant plant) {
        return plant.status().stages().stream()
                .mapToLong(stage -> stage.position() + stage.lag())
                .max()
                .orElse(0);
    }
}
