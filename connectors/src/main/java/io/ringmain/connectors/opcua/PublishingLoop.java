package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.UpdatePublisher;

/**
 * Body of the publishing thread: takes deliveries in their order and publishes them. Values of a connection count only
 * while it is the present one, so that a late callback can not overwrite what came after a reconnect.
 *
 * <p>Thread: the publishing one. Owns: all calls to the publisher and of {@link ConnectorContext#link}.
 */
final class PublishingLoop implements Runnable {
    /** How often held-back values are flushed while nothing arrives, ms. */
    private static final long IDLE_MS = 10;

    private final Handover handover;
    private final ConnectorContext context;
    private final OpcUaCounters counters;

    PublishingLoop(Handover handover, ConnectorContext context, OpcUaCounters counters) {
        this.handover = handover;
        this.context = context;
        this.counters = counters;
    }

    @Override
    public void run() {
        UpdatePublisher updates = context.updates();
        VariantReader reader = new VariantReader(updates, counters);
        long session = 0;
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Handover.Delivery delivery = handover.take(IDLE_MS);
                if (delivery == null) {
                    updates.flush();
                } else if (delivery instanceof Handover.LinkChange change) {
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
        } catch (InterruptedException e) {
            // closing: what is left belongs to nobody
            Thread.currentThread().interrupt();
        }
    }

    private static void publish(Handover.Values values, VariantReader reader) {
        for (int i = 0; i < values.tags().length; i++) {
            reader.publish(values.tags()[i], values.values()[i]);
        }
    }
}
