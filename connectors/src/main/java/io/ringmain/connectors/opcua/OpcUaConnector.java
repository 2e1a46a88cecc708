package io.ringmain.connectors.opcua;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.BoundTag;
import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * A link to one OPC UA server. Started and closed once.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; {@link #write} and {@link #detail} by any. Owns: the link's
 * thread, the publishing thread, and Milo's threads for this link.
 */
final class OpcUaConnector implements Connector {
    private static final int BAD_NOT_CONNECTED = 0x808A0000;

    private final String name;
    private final OpcUaSettings settings;
    private final OpcUaCounters counters = new OpcUaCounters();
    private final Handover handover = new Handover(counters);
    private final NodeBrowser browser = new NodeBrowser(new PresentLink());
    private volatile LinkLoop link;
    private volatile ConnectorContext context;
    private volatile Acquirer acquirer;
    private volatile LinkPki pki;
    private volatile MiloThreads miloThreads;
    private Thread linkThread;
    private Thread publishingThread;

    OpcUaConnector(String name, OpcUaSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public void start(ConnectorContext connectorContext) {
        if (context != null) {
            throw new IllegalStateException("connector " + name + " is started already");
        }
        context = connectorContext;
        acquirer = new Acquirer(name, settings, connectorContext, handover, counters);
        miloThreads = new MiloThreads(name, settings.requestTimeoutMs());
        pki = new LinkPki(name, settings.security(), connectorContext);
        LinkLoop loop = new LinkLoop(name, settings, acquirer, miloThreads, pki, handover, counters);
        link = loop;
        publishingThread = new Thread(
                new PublishingLoop(handover, connectorContext, counters, acquirer.backfill()),
                "opcua-" + name + "-publish");
        linkThread = new Thread(loop, "opcua-" + name + "-link");
        publishingThread.setDaemon(true);
        linkThread.setDaemon(true);
        publishingThread.start();
        linkThread.start();
    }

    @Override
    public void write(DeviceWrite write) {
        ConnectorContext answers = context;
        LinkLoop loop = link;
        OpcUaSession session = loop == null ? null : loop.session();
        if (session == null) {
            answers.answer(write.writeId(), Quality.BAD_NO_COMMUNICATION);
            return;
        }
        NodeAddress address = NodeAddress.parse(write.address());
        if (address == null) {
            answers.answer(write.writeId(), Quality.BAD_NODE_ID_UNKNOWN);
            return;
        }
        session.write(address, write).thenAccept(status -> answers.answer(write.writeId(), status));
    }

    @Override
    public boolean tagsChanged(List<BoundTag> tags) {
        Acquirer present = acquirer;
        if (present == null) {
            return false;
        }
        present.tags(TagItem.of(tags));
        return true;
    }

    @Override
    public boolean control(TagSource.Mode mode, int intervalMs, AcquisitionAction action) {
        Acquirer present = acquirer;
        return present != null && present.control(mode, intervalMs, action);
    }

    @Override
    public String detail() {
        LinkLoop loop = link;
        String error = loop == null ? "" : loop.lastError();
        String counts = counters.summary();
        return error.isEmpty() || counts.isEmpty() ? error + counts : error + "; " + counts;
    }

    @Override
    public Optional<TrustList> trustList() {
        LinkPki certificates = pki;
        return certificates == null ? Optional.empty() : certificates.trustList();
    }

    @Override
    public Optional<Browser> browser() {
        return Optional.of(browser);
    }

    private final class PresentLink implements NodeBrowser.Access {
        private OpcUaSession session() {
            LinkLoop loop = link;
            OpcUaSession session = loop == null ? null : loop.session();
            if (session == null) {
                throw new BrowseException(BAD_NOT_CONNECTED, "there is no link to the server at present");
            }
            return session;
        }

        @Override
        public Executor executor() {
            session();
            return miloThreads.executor();
        }

        @Override
        public NodeBrowser.Peer peer() {
            return session().peer();
        }

        @Override
        public void close() {
            // the link is the connector's
        }
    }

    @Override
    public Map<String, Long> counts() {
        return counters.counts();
    }

    OpcUaCounters counters() {
        return counters;
    }

    @Override
    public void close() {
        if (link == null) {
            return;
        }
        link.stop();
        linkThread.interrupt();
        publishingThread.interrupt();
        join(linkThread, 1_200);
        join(publishingThread, 200);
        miloThreads.close();
    }

    private static void join(Thread thread, long timeoutMs) {
        try {
            thread.join(timeoutMs);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
