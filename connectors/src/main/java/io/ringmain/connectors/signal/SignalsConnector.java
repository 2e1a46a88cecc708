package io.ringmain.connectors.signal;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.TagSource.Mode;

/**
 * Signal generators. The link is OK from begin to end: there is no device.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; all else by any. Owns: one thread.
 */
final class SignalsConnector implements Connector {
    private static final long CLOSE_MS = 2_500;

    private final String name;
    private final long seed;
    private final boolean isFromEpoch;
    private volatile SignalsLoop loop;
    private Thread thread;

    SignalsConnector(String name, long seed, boolean isFromEpoch) {
        this.name = name;
        this.seed = seed;
        this.isFromEpoch = isFromEpoch;
    }

    @Override
    public void start(ConnectorContext context) {
        if (loop != null) {
            throw new IllegalStateException("connector " + name + " is started already");
        }
        loop = new SignalsLoop(context, new SignalReader(seed), isFromEpoch);
        thread = new Thread(loop, "signals-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(DeviceWrite write) {
        loop.write(write);
    }

    @Override
    public boolean control(Mode mode, int intervalMs, AcquisitionAction action) {
        SignalsLoop running = loop;
        return running != null && running.order(mode, intervalMs, action);
    }

    @Override
    public String detail() {
        return "";
    }

    @Override
    public void close() {
        if (loop == null) {
            return;
        }
        loop.stop();
        thread.interrupt();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
