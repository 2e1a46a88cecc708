package io.ringmain.core.plant;

import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.system.LinkCounter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The publishers of updates with their accounts. A source that comes again under its name goes on with its account.
 *
 * <p>Thread: any. Allocates: per source.
 */
final class Sources {
    private final Ring ring;
    private final IngressClock clock;
    private final Accounting accounting;
    private final ConcurrentHashMap<Integer, SourcePublisher> publishers = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Integer> returning = new ConcurrentHashMap<>();

    Sources(Ring ring, IngressClock clock, Accounting accounting) {
        this.ring = ring;
        this.clock = clock;
        this.accounting = accounting;
    }

    SourcePublisher open(String name, Backpressure policy) {
        return open(accounting.register(name), policy);
    }

    /** The publisher of a source that may have been here before, and has ended then. */
    SourcePublisher reopen(String name, Backpressure policy) {
        return open(returning.computeIfAbsent(name, accounting::register), policy);
    }

    private SourcePublisher open(int source, Backpressure policy) {
        SourcePublisher publisher = new SourcePublisher(ring, clock, accounting, source, policy);
        publishers.put(source, publisher);
        return publisher;
    }

    /** What has become of a source's updates, by name. */
    Map<String, Long> counts(SourcePublisher publisher) {
        int source = publisher.source();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put(LinkCounter.RECEIVED, accounting.received(source));
        counts.put(LinkCounter.CONFLATED, accounting.conflated(source));
        counts.put(LinkCounter.REFUSED, accounting.refused(source));
        counts.put(LinkCounter.QUARANTINED, accounting.quarantined(source));
        return counts;
    }

    /** Ends waiting in all of them: the stages do not run any more. */
    void close() {
        publishers.values().forEach(SourcePublisher::close);
    }

    /** @param inFlight events of each source that are published and not yet taken */
    List<PlantStatus.SourceStatus> status(long[] inFlight) {
        List<PlantStatus.SourceStatus> sources = new ArrayList<>();
        for (int id = 0; id < inFlight.length; id++) {
            SourcePublisher publisher = publishers.get(id);
            sources.add(new PlantStatus.SourceStatus(
                    accounting.name(id),
                    accounting.received(id),
                    accounting.applied(id),
                    accounting.filtered(id),
                    accounting.conflated(id),
                    accounting.refused(id),
                    accounting.quarantined(id),
                    inFlight[id] + (publisher == null ? 0 : publisher.held()),
                    accounting.backwardTimes(id),
                    accounting.futureTimes(id),
                    accounting.ancientTimes(id)));
        }
        return sources;
    }
}
