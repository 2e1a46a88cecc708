package io.ringmain.connectors.file;

import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import java.util.Map;

/**
 * A file as a live source. Takes no writes.
 *
 * <p>Thread: {@link #start} and {@link #close} by one; all else by any. Owns: one thread.
 */
final class FileConnector implements Connector {
    private static final long CLOSE_MS = 2_500;

    private final String name;
    private final FileSettings settings;
    private final FileCounters counters = new FileCounters();
    private volatile ConnectorContext context;
    private volatile FileReplay replay;
    private Thread thread;

    FileConnector(String name, FileSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    @Override
    public void start(ConnectorContext connectorContext) {
        if (context != null) {
            throw new IllegalStateException("connector " + name + " is started already");
        }
        context = connectorContext;
        replay = new FileReplay(name, settings, connectorContext, counters);
        thread = new Thread(replay, "file-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void write(DeviceWrite write) {
        context.answer(write.writeId(), Quality.BAD_NOT_WRITABLE);
    }

    @Override
    public boolean control(Mode mode, int intervalMs, AcquisitionAction action) {
        FileReplay running = replay;
        if (mode != Mode.SUBSCRIBE || running == null) {
            return false;
        }
        running.order(action);
        return true;
    }

    @Override
    public String detail() {
        FileReplay running = replay;
        return running == null ? "" : running.detail();
    }

    @Override
    public Map<String, Long> counts() {
        return counters.counts();
    }

    @Override
    public void close() {
        if (replay == null) {
            return;
        }
        replay.stop();
        thread.interrupt();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
