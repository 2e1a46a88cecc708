package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.TagSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the publishing thread: takes deliveries in their order and publishes them. Values of a connection count only
 * while it is the present one, so that a late callback can not overwrite what came after a reconnect.
 *
 * <p>Thread: the publishing one. Owns: all calls to the publisher and of {@link ConnectorContext#link}.
 */
final class PublishingLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishingLoop.class);

    /** How often held-back values are flushed while nothing arrives, ms. */
    private static final long IDLE_MS = 10;

    /** Deliveries; no more are under way when a connection is lost. */
    private static final int MOST_LATE = 1_000;

    /** Kept sources before those that are dropped are looked for. */
    private static final int MOST_UNTIDY = 1_000;

    private final Handover handover;
    private final ConnectorContext context;
    private final Backfill backfill;
    private final OpcUaCounters counters;
    /** Subscribed sources with a value of the session {@link #keptOf}. */
    private final List<Kept> kept = new ArrayList<>();
    /** Arrived over that session, but taken up after its loss was told: they count when it comes back. */
    private final Deque<Handover.Values> late = new ArrayDeque<>();
    /** Number of the present connection, 0 while there is none. */
    private long session;

    private long keptOf;
    private int tidyAt = MOST_UNTIDY;

    private record Kept(SourceGroup group, ReadSource source) {}

    PublishingLoop(Handover handover, ConnectorContext context, OpcUaCounters counters, Backfill backfill) {
        this.handover = handover;
        this.context = context;
        this.backfill = backfill;
        this.counters = counters;
    }

    @Override
    public void run() {
        UpdatePublisher updates = context.updates();
        VariantReader reader = new VariantReader(updates, counters, backfill);
        VariantReader lateReader = new VariantReader(context.backfill(), new OpcUaCounters(), null);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Handover.Delivery delivery = handover.take(backfill.isReady() ? 1 : IDLE_MS);
                if (delivery == null) {
                    updates.flush();
                } else {
                    take(delivery, reader);
                }
                backfill.publish(lateReader);
            } catch (InterruptedException e) {
                // closing: what is left belongs to nobody
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    private void take(Handover.Delivery delivery, VariantReader reader) {
        if (delivery instanceof Handover.LinkChange change) {
            session = change.session();
            context.link(change.state());
            if (session != 0 && session == keptOf) {
                restore(reader);
                late.forEach(values -> publish(values, reader));
                late.clear();
            } else if (session != 0) {
                forget();
                keptOf = session;
            }
        } else if (delivery instanceof Handover.Values values) {
            counters.received.add(values.values().length);
            if (values.session() == session) {
                publish(values, reader);
            } else if (session == 0 && values.session() == keptOf && late.size() < MOST_LATE) {
                late.add(values);
            } else {
                counters.outdated.add(values.values().length);
            }
        }
    }

    private void forget() {
        kept.forEach(each -> each.source().keep(null));
        kept.clear();
        late.forEach(values -> counters.outdated.add(values.values().length));
        late.clear();
    }

    /**
     * The session was lost and is back with its subscriptions: what has not changed meanwhile the server does not send again,
     * and what has comes behind this.
     */
    private void restore(VariantReader reader) {
        kept.removeIf(each -> each.source().isDropped());
        for (Kept each : kept) {
            if (!each.group().isStopped()) {
                counters.received.increment();
                reader.publish(each.source(), each.source().kept());
            }
        }
        reader.flush();
    }

    private void publish(Handover.Values values, VariantReader reader) {
        if (values.group().isStopped() && values.cycle() != Handover.Values.STATUS) {
            return; // it was on its way when an operator stopped the group
        }
        boolean isSubscribed = values.group().notes().mode() == TagSource.Mode.SUBSCRIBE;
        long overflows = 0;
        for (int i = 0; i < values.sources().length; i++) {
            ReadSource source = values.sources()[i];
            if (!source.isDropped()) {
                overflows += isAfterLoss(reader, source, values.values()[i]) ? 1 : 0;
                if (isSubscribed && source.keep(values.values()[i])) {
                    keep(new Kept(values.group(), source));
                }
            }
        }
        reader.flush();
        Acquisition notes = values.group().notes();
        if (overflows > 0) {
            notes.overruns(overflows);
        }
        if (values.cycle() >= 0) {
            notes.cycle(values.cycle(), values.lateNs());
        } else if (values.cycle() == Handover.Values.FAILED) {
            notes.error();
        }
    }

    /** Those whose tags have become others' go now and then, so that they do not pile up in a session that lasts. */
    private void keep(Kept source) {
        if (kept.size() >= tidyAt) {
            kept.removeIf(each -> each.source().isDropped());
            tidyAt = Math.max(MOST_UNTIDY, 2 * kept.size());
        }
        kept.add(source);
    }

    /** Publishes one value; one that makes trouble keeps none of the others from it. */
    private boolean isAfterLoss(VariantReader reader, ReadSource source, DataValue value) {
        try {
            return reader.publish(source, value);
        } catch (RuntimeException e) {
            failed(e);
            return false;
        }
    }

    /** The rest must go on; the first is told in full, all are counted. */
    private void failed(RuntimeException error) {
        if (counters.errors.sum() == 0) {
            LOG.error("publishing failed", error);
        }
        counters.errors.increment();
    }
}
