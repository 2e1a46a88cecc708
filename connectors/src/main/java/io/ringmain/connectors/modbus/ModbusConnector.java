package io.ringmain.connectors.modbus;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagSource.Mode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * A link to one Modbus TCP device, or to a gateway with several units. Started and closed once.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; all else by any. Owns: the link's thread.
 */
final class ModbusConnector implements Connector {
    /** Values that did not fit their tags. */
    static final String MISMATCHED = "Mismatched";

    private static final long CLOSE_MS = 2_500;

    private final String name;
    private final ModbusSettings settings;
    private final ModbusCounters counters = new ModbusCounters();
    private volatile ModbusLink link;
    private Thread thread;

    ModbusConnector(String name, ModbusSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public void start(ConnectorContext context) {
        if (link != null) {
            throw new IllegalStateException("connector " + name + " is started already");
        }
        try {
            link = new ModbusLink(name, settings, context, counters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(link, "modbus-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(DeviceWrite write) {
        link.write(write);
    }

    @Override
    public boolean control(Mode mode, int intervalMs, AcquisitionAction action) {
        ModbusLink running = link;
        return mode == Mode.POLL && running != null && running.order(intervalMs, action);
    }

    @Override
    public String detail() {
        ModbusLink running = link;
        return running == null ? "" : running.detail();
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = counters.counts();
        ModbusLink running = link;
        counts.put(MISMATCHED, running == null ? 0 : running.mismatched());
        return counts;
    }

    @Override
    public void close() {
        if (link == null) {
            return;
        }
        link.stop();
        thread.interrupt();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
