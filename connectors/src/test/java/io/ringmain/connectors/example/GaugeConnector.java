package io.ringmain.connectors.example;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagSource.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A link to one gauge device: what the core calls, from whatever thread. All it does is hand over to {@link GaugeLink}.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; all else by any. Owns: the link's thread.
 */
final class GaugeConnector implements Connector {
    private static final long CLOSE_MS = 2_500;

    private final String name;
    private final GaugeSettings settings;
    private volatile GaugeLink link;
    private Thread thread;

    GaugeConnector(String name, GaugeSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public void start(ConnectorContext context) {
        try {
            link = new GaugeLink(settings, context);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(link, "gauge-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(DeviceWrite write) {
        link.write(write);
    }

    @Override
    public boolean control(Mode mode, int intervalMs, AcquisitionAction action) {
        if (mode != Mode.SUBSCRIBE) {
            return false;
        }
        link.control(action);
        return true;
    }

    @Override
    public String detail() {
        GaugeLink running = link;
        return running == null ? "" : running.detail();
    }

    @Override
    public Map<String, Long> counts() {
        GaugeLink running = link;
        return running == null ? Map.of() : running.counts();
    }

    @Override
    public void close() {
        if (link == null) {
            return;
        }
        link.stop();
        // ends waiting for room in the ring, too
        thread.interrupt();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
