package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.UpdatePublisher;
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

    private final Handover handover;
    private final ConnectorContext context;
    private final OpcUaCounters counters;
    /** Number of the present connection, 0 while there is none. */
    private long session;

    PublishingLoop(Handover handover, ConnectorContext context, OpcUaCounters counters) {
        this.handover = handover;
        this.context = context;
        this.counters = counters;
    }

    @Override
    public void run() {
        UpdatePublisher updates = context.updates();
        VariantReader reader = new VariantReader(updates, counters);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Handover.Delivery delivery = handover.take(IDLE_MS);
                if (delivery == null) {
                    updates.flush();
                } else {
                    take(delivery, reader);
                }
            } catch (InterruptedException e) {
                // closing: what is left belongs to nobody
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                // the rest must go on; the first is told in full, all are counted
                if (counters.errors.sum() == 0) {
                    LOG.error("publishing failed", e);
                }
                counters.errors.increment();
            }
        }
    }

    private void take(Handover.Delivery delivery, VariantReader reader) {
        if (delivery instanceof Handover.LinkChange change) {
            session = change.session();
            context.link(change.state());
        } else if (delivery instanceof Handover.Values values) {
            counters.received.add(values.values().length);
            if (values.session() == session) {
                publish(values, reader);
            } else {
                counters.outdated.add(values.values().length);
            }
        }
    }

    private static void publish(Handover.Values values, VariantReader reader) {
        if (values.group().isStopped() && values.cycle() != Handover.Values.STATUS) {
            return; // it was on its way when an operator stopped the group
        }
        long overflows = 0;
        for (int i = 0; i < values.sources().length; i++) {
            if (!values.sources()[i].isDropped()) {
                overflows += reader.publish(values.sources()[i], values.values()[i]) ? 1 : 0;
            }
        }
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
}
