package io.ringmain.perf.peer;

import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.perf.Sites;
import io.ringmain.perf.load.JournalKind;
import io.ringmain.perf.load.LoadedPlant;

/** The same packets into our plant from memory of its own process, as a connector of ours would publish them. */
final class DirectLane extends Lane implements AutoCloseable {
    private final PacketSource source;
    private final LoadedPlant loaded;
    private final PacketDecoder decoder;

    DirectLane(String name, long windowNs, PacketSource source) {
        super(name, windowNs);
        this.source = source;
        loaded = LoadedPlant.launch(
                ThreadingMode.SHARED, Sites.of(source.layout().tags(), 1), JournalKind.CHRONICLE);
        decoder = new PacketDecoder(source.layout(), loaded.plant().publisher("memory", Backpressure.WAIT));
    }

    @Override
    long feed(long forNs) {
        long until = System.nanoTime() + forNs;
        long packets = 0;
        do {
            packets += decoder.decode(source.nextBatch());
        } while (System.nanoTime() < until);
        RingmainReceiver.check(loaded, source);
        return packets * source.layout().values();
    }

    @Override
    public void close() {
        loaded.close();
    }
}
