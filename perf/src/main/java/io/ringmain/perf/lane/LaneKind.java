package io.ringmain.perf.lane;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.perf.conventional.ConventionalLane;
import io.ringmain.perf.load.JournalLane;
import io.ringmain.perf.load.PlantLane;
import io.ringmain.perf.raw.RawRing;
import java.util.function.IntFunction;

/** What can be measured in turn. */
public enum LaneKind {
    /** The product's kind of ring, one producer, a consumer that reads a word. */
    RING(tags -> RawRing.ofManyProducers(1, 1)),
    /** The same with a producer that claims 64 at a time. */
    RING_SCANS(tags -> RawRing.ofScans()),
    /** The same when four produce. */
    RING_FOUR_PRODUCERS(tags -> RawRing.ofManyProducers(4, 1)),
    /** The same with three consumers, one behind the other. */
    RING_THREE_CONSUMERS(tags -> RawRing.ofManyProducers(1, 3)),
    /** The ring for one producer only: as fast as the library gets. */
    RING_ONE_TO_ONE(tags -> RawRing.oneToOne()),
    /** A plant in one thread beside its producer. */
    PLANT(tags -> new PlantLane(ThreadingMode.SHARED, tags, 1, false)),
    /** The same with a source that hands over its scans as one. */
    PLANT_SCANS(tags -> new PlantLane(ThreadingMode.SHARED, tags, 1, true)),
    PLANT_FOUR_PRODUCERS(tags -> new PlantLane(ThreadingMode.SHARED, tags, 4, false)),
    PLANT_DEDICATED(tags -> new PlantLane(ThreadingMode.DEDICATED, tags, 1, false)),
    CONVENTIONAL(ConventionalLane::new),
    /** The stages in one thread with the product's journal. */
    JOURNALED(JournalLane::journaled),
    /** The same with the thread that chains and signs what is recorded. */
    AUDITED(JournalLane::audited),
    /** Encodes as the product does and stores nothing. */
    ENCODED(JournalLane::encoded),
    /** Only copies the bytes. */
    COPIED(JournalLane::copied);

    private final IntFunction<Lane> maker;

    LaneKind(IntFunction<Lane> maker) {
        this.maker = maker;
    }

    /** @param tags how many tags it has; without meaning for the rings */
    Lane open(int tags) {
        return maker.apply(tags);
    }
}
