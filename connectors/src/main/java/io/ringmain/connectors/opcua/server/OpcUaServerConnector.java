package io.ringmain.connectors.opcua.server;

import io.ringmain.connectors.opcua.server.space.ServedSite;
import io.ringmain.core.plant.OutcomeListener;
import io.ringmain.core.plant.ServedPlant;
import io.ringmain.core.plant.ServingConnector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.TrustList;
import io.ringmain.core.tag.Quality;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the site over OPC UA. When the port is taken it says so and tries again.
 *
 * <p>Thread: its own, named after the connector, builds the server and looks after it; {@link #close} any. Owns: the server.
 */
final class OpcUaServerConnector implements ServingConnector, OutcomeListener {
    private static final Logger LOG = LoggerFactory.getLogger(OpcUaServerConnector.class);
    private static final long NS_PER_MS = 1_000_000;
    private static final long LOOK_NS = 500 * NS_PER_MS;
    private static final long END_MS = 2_800;

    private final String name;
    private final ServerSettings settings;
    private final List<ServedSite.PartMaker> makers;
    private final Thread thread;
    private ServedPlant served;
    private ConnectorContext context;
    private volatile ServerAssembly assembly;
    private volatile String trouble = "not started";
    private volatile boolean isClosed;

    OpcUaServerConnector(String name, ServerSettings settings, List<ServedSite.PartMaker> makers) {
        this.name = name;
        this.settings = settings;
        this.makers = makers;
        thread = new Thread(this::run, "opcua-server-" + name);
        thread.setDaemon(true);
    }

    @Override
    public void serve(ServedPlant plant) {
        served = plant;
    }

    @Override
    public void start(ConnectorContext connectorContext) {
        context = connectorContext;
        served.plant().addListener(this);
        thread.start();
    }

    private void run() {
        try {
            while (!isClosed) {
                if (assembly == null) {
                    open();
                } else {
                    look();
                }
                LockSupport.parkNanos(this, assembly == null ? settings.retryMs() * NS_PER_MS : LOOK_NS);
            }
        } finally {
            ServerAssembly last = assembly;
            assembly = null;
            if (last != null) {
                last.close();
            }
        }
    }

    private void look() {
        try {
            assembly.look();
        } catch (RuntimeException e) {
            LOG.error("{}: looking after the server goes on after an error", name, e);
        }
    }

    private void open() {
        ServerAssembly next = null;
        try {
            next = new ServerAssembly(name, settings, freePort(), context.folder(), served, makers);
            next.start();
            assembly = next;
            trouble = "";
            LOG.info("{}: serving {}", name, next.url());
            context.link(LinkState.OK);
        } catch (IOException | RuntimeException e) {
            if (next != null) {
                next.close();
            }
            if (!e.getMessage().equals(trouble)) {
                LOG.warn("{}: {}", name, e.getMessage());
            }
            trouble = e.getMessage();
            context.link(LinkState.FAILED);
        }
    }

    /** Milo does not say why a bind has failed, so the port is tried first. */
    private int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(settings.address()), settings.port()));
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IOException(
                    "port " + settings.port() + " of " + settings.address() + " can not be used (" + e.getMessage()
                            + "); choose another one or end what listens there",
                    e);
        }
    }

    @Override
    public void onConfiguration(long sequence, int version) {
        ServerAssembly present = assembly;
        if (present != null) {
            present.reconfigured();
        }
    }

    /** No tags are bound to it. */
    @Override
    public void write(DeviceWrite write) {
        context.answer(write.writeId(), Quality.BAD_NOT_WRITABLE);
    }

    @Override
    public String detail() {
        ServerAssembly present = assembly;
        return present == null ? trouble : present.detail();
    }

    @Override
    public Map<String, Long> counts() {
        ServerAssembly present = assembly;
        return present == null ? Map.of() : present.counts();
    }

    @Override
    public Optional<TrustList> trustList() {
        ServerAssembly present = assembly;
        return Optional.ofNullable(present).map(server -> server.pki().trust());
    }

    @Override
    public void close() {
        isClosed = true;
        served.plant().removeListener(this);
        LockSupport.unpark(thread);
        try {
            thread.join(END_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
