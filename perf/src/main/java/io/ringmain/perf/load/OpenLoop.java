package io.ringmain.perf.load;

import io.ringmain.core.cvt.CvtReader;
import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.SourcePublisher;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagValue;
import io.ringmain.perf.Sites;
import io.ringmain.perf.SuiteFailedException;
import org.HdrHistogram.Histogram;

/**
 * Sends on a schedule that does not wait for the plant, and looks between two sends at what has become visible. Latency
 * counts from the intended time, so a stall delays every update that was due meanwhile. An update's source time is its
 * intended time, by which it is recognised in the CVT; there its sequence stands, by which it is recognised further on.
 *
 * <p>Sender and observer are one thread, because two cores bear no third that spins. Every update is watched up to 100,000
 * a second, every 16th beyond.
 */
final class OpenLoop {
    private static final int PENDING = 1 << 17;
    private static final int WATCHED_RATE = 100_000;
    private static final int WATCH_EVERY = 16;
    private static final long GIVE_UP_NS = 30_000_000_000L;

    private final Plant plant;
    private final CvtReader values;
    private final SourcePublisher publisher;
    private final TagValue value = new TagValue();
    private final long[] intendedNs = new long[PENDING];
    private final long[] sequences = new long[PENDING];
    private final long offsetNs;
    private final int tags;
    private volatile long handedOver;
    private Window window = new Window();
    private int every;
    private long sent;
    private long seen;
    private long journaled;
    private long done;

    /** Latencies of one window, ns. */
    record Window(Histogram visible, Histogram journaled, Histogram handedOver) {
        Window() {
            this(Distribution.histogram(), Distribution.histogram(), Distribution.histogram());
        }
    }

    OpenLoop(LoadedPlant loaded, int tags) {
        this.plant = loaded.plant();
        this.tags = tags;
        this.values = plant.values();
        this.publisher = plant.publisher("open loop", Backpressure.WAIT);
        this.offsetNs = loaded.timeNs(0);
        plant.addListener(new OutcomeListener() {
            @Override
            public void onBatchEnd(long sequence) {
                handedOver = sequence;
            }
        });
    }

    /** The schedule with nothing sent. */
    static Histogram idle(int rate, int forMs) {
        Histogram late = Distribution.histogram();
        double intervalNs = 1e9 / rate;
        long count = (long) rate * forMs / 1000;
        long begin = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long intended = begin + (long) (i * intervalNs);
            long now = System.nanoTime();
            while (now < intended) {
                now = System.nanoTime();
            }
            late.recordValue(now - intended);
        }
        return late;
    }

    /** Sends at that rate and waits for the last one to be handed over. */
    Window run(int rate, int forMs) {
        window = new Window();
        sent = 0;
        seen = 0;
        journaled = 0;
        done = 0;
        every = rate > WATCHED_RATE ? WATCH_EVERY : 1;
        double intervalNs = 1e9 / rate;
        long count = (long) rate * forMs / 1000;
        long begin = System.nanoTime();
        for (long i = 0; i < count; i++) {
            long intended = begin + (long) (i * intervalNs);
            while (System.nanoTime() < intended) {
                look();
            }
            publisher.update((int) (i % tags), Sites.QUIET + (i & 15), Quality.GOOD, offsetNs + intended);
            if (i % every == 0) {
                while (sent - done == PENDING) {
                    look();
                }
                intendedNs[(int) sent & (PENDING - 1)] = intended;
                sent++;
                look();
            }
        }
        long end = System.nanoTime();
        while (done < sent) {
            look();
            if (System.nanoTime() - end > GIVE_UP_NS) {
                throw new SuiteFailedException("latency: " + (sent - done) + " updates were not handed over in 30 s: "
                        + plant.status().reasons());
            }
        }
        return window;
    }

    private int tagOf(long watched) {
        return (int) (watched * every % tags);
    }

    /** Moves on over what has become visible, has been journaled, has been handed over. */
    private void look() {
        while (seen < sent) {
            int at = (int) seen & (PENDING - 1);
            values.read(tagOf(seen), value);
            if (value.sourceTimeNs < offsetNs + intendedNs[at]) {
                break;
            }
            sequences[at] = value.sequence;
            window.visible().recordValue(System.nanoTime() - intendedNs[at]);
            seen++;
        }
        if (journaled < seen) {
            journaled = recordUntil(plant.journaledSequence(), journaled, seen, window.journaled());
        }
        if (done < journaled) {
            done = recordUntil(handedOver, done, journaled, window.handedOver());
        }
    }

    private long recordUntil(long reached, long from, long to, Histogram into) {
        long next = from;
        while (next < to && sequences[(int) next & (PENDING - 1)] <= reached) {
            into.recordValue(System.nanoTime() - intendedNs[(int) next & (PENDING - 1)]);
            next++;
        }
        return next;
    }
}
