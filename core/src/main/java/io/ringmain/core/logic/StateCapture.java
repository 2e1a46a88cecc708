package io.ringmain.core.logic;

import io.ringmain.core.site.SitePlan;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The state as of one SNAPSHOT event. LOGIC goes on meanwhile: making this takes it no longer for many tags than for few,
 * but for a word a page.
 *
 * <p>Thread: made by LOGIC, written or discarded once by one other.
 */
public final class StateCapture implements AutoCloseable {
    private final long sequence;
    private final long hash;
    private final long ringTimeNs;
    private final long commandsTaken;
    private final SitePlan plan;
    private final List<PageCapture> tables;
    private final AtomicBoolean isOver = new AtomicBoolean();

    StateCapture(LogicState state, long hash) {
        this.sequence = state.lastSequence;
        this.hash = hash;
        this.ringTimeNs = state.ringTimeNs;
        this.commandsTaken = state.commandsTaken;
        this.plan = state.plan.site();
        this.tables = state.capture();
    }

    /** The last event that it contains. */
    public long sequence() {
        return sequence;
    }

    /** Writes it; see {@link StateImage} for the form. It is over then. */
    public void writeTo(OutputStream out) throws IOException {
        try {
            ImageOutput image = new ImageOutput(out);
            StateImage.writeHead(image, hash, sequence, ringTimeNs, commandsTaken);
            plan.encodeTo(image.section(StateImage.PLAN));
            for (int table = 0; table < tables.size(); table++) {
                PageCapture pages = tables.get(table);
                for (int page = 0; page < pages.pages(); page++) {
                    image.write(StateImage.FIRST_TABLE + table, pages.take(page));
                }
            }
            image.finish();
        } finally {
            close();
        }
    }

    boolean isOver() {
        return isOver.get();
    }

    /** It is not needed any more; LOGIC keeps nothing for it from here on. */
    @Override
    public void close() {
        if (isOver.compareAndSet(false, true)) {
            tables.forEach(PageCapture::end);
        }
    }
}
