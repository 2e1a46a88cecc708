package io.ringmain.connectors.file;

import io.ringmain.connectors.ValuePublisher;
import io.ringmain.connectors.WallClock;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.ConnectorContext;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Body of the connector's thread: reads the file, waits until each row is due, and publishes it. A file that is missing makes
 * the link UNAVAILABLE, one that can not be read at all FAILED, until it is another one.
 *
 * <p>Thread: the connector's; order, stop and detail any.
 */
final class FileReplay implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FileReplay.class);
    private static final long IDLE_NS = 10_000_000;
    private static final long WATCH_NS = 200_000_000;

    /** How a pass over the file ended. */
    private enum End {
        REACHED,
        CHANGED,
        ORDERED,
        STOPPED
    }

    private final String name;
    private final FileSettings settings;
    private final ConnectorContext context;
    private final FileCounters counters;
    private final ValuePublisher values;
    private final Acquisition acquisition;
    private final Pace pace;
    private volatile boolean isStopped;
    private volatile AcquisitionAction order;
    private volatile String detail = "";
    private volatile Thread thread;
    private LinkState reported = LinkState.UNKNOWN;
    private boolean isPaused;
    private boolean isRestarted;
    private boolean isFollowing;
    private FileWatch watch;
    private long watchedNs = System.nanoTime();

    FileReplay(String name, FileSettings settings, ConnectorContext context, FileCounters counters) {
        this.name = name;
        this.settings = settings;
        this.context = context;
        this.counters = counters;
        this.values = new ValuePublisher(context.updates());
        this.acquisition = context.acquisition(Mode.SUBSCRIBE, 0);
        this.pace = new Pace(settings.speed(), settings.isShifted());
    }

    void order(AcquisitionAction action) {
        order = action;
        LockSupport.unpark(thread);
    }

    void stop() {
        isStopped = true;
    }

    String detail() {
        return detail;
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        acquisition.phase(AcquisitionPhase.STARTING);
        while (!isStopped) {
            watch = null;
            try {
                watch = FileWatch.of(settings.path());
                afterwards(pass());
            } catch (NoSuchFileException e) {
                lost(LinkState.UNAVAILABLE, settings.path() + " is not there");
            } catch (FileFormatException e) {
                lost(LinkState.FAILED, settings.path() + ": " + e.getMessage());
            } catch (IOException | RuntimeException e) {
                lost(LinkState.UNAVAILABLE, settings.path() + ": " + e);
            }
        }
    }

    private void afterwards(End end) {
        isFollowing = end == End.REACHED && settings.isLoop();
        if (end == End.REACHED && !settings.isLoop()) {
            acquisition.phase(isPaused ? AcquisitionPhase.STOPPED : AcquisitionPhase.WAITING);
            remark("the end of the file is reached");
            awaitAnother();
        }
    }

    private void lost(LinkState state, String reason) {
        if (isStopped) {
            return;
        }
        isFollowing = false;
        if (!reason.equals(detail)) {
            LOG.warn("connector {}: {}", name, reason);
        }
        detail = reason;
        acquisition.error();
        if (!isPaused) {
            acquisition.phase(state == LinkState.FAILED ? AcquisitionPhase.FAULTED : AcquisitionPhase.WAITING);
        }
        report(state);
        awaitAnother();
    }

    /** Waits until there is another file in its place, or until an operator wants it to begin again. */
    private void awaitAnother() {
        FileWatch before = watch;
        isRestarted = false;
        while (!isStopped && !isRestarted && Objects.equals(before, present())) {
            long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.retryMs());
            for (long left = end - System.nanoTime();
                    left > 0 && !isStopped && !isRestarted;
                    left = end - System.nanoTime()) {
                obey();
                values.flush();
                LockSupport.parkNanos(Math.min(left, IDLE_NS));
            }
        }
    }

    private FileWatch present() {
        try {
            return FileWatch.of(settings.path());
        } catch (IOException e) {
            return null;
        }
    }

    private End pass() throws IOException {
        try (RowReader rows = settings.isParquet()
                ? new ParquetRows(settings.path())
                : new CsvRows(settings.path(), settings.delimiter())) {
            int timeColumn = rows.columns().indexOf(settings.timeColumn());
            if (timeColumn < 0) {
                throw new FileFormatException(
                        "there is no column '" + settings.timeColumn() + "'; the file has " + rows.columns());
            }
            if (!isFollowing) {
                detail = "";
            }
            RowPublisher publisher =
                    new RowPublisher(rows, settings, context.tags(), values, counters, this::remark, WallClock.nowNs());
            report(LinkState.OK);
            if (!isPaused) {
                acquisition.phase(AcquisitionPhase.RUNNING);
            }
            pace.begin(System.nanoTime(), isFollowing);
            isRestarted = false;
            return publish(rows, timeColumn, publisher);
        }
    }

    private End publish(RowReader rows, int timeColumn, RowPublisher publisher) throws IOException {
        TimeReader times = new TimeReader(settings.timeUnitNs(), settings.zone());
        long unitNs = rows.timeUnitNs(timeColumn);
        long good = 0;
        try {
            while (rows.next()) {
                counters.rows.increment();
                long timeNs;
                try {
                    timeNs = times.read(rows.cell(timeColumn), unitNs);
                } catch (IllegalArgumentException e) {
                    counters.malformed.increment();
                    remark("line " + rows.number() + ": " + settings.timeColumn() + ": " + e.getMessage());
                    continue;
                }
                End end = await(timeNs);
                if (end != null) {
                    return end;
                }
                good++;
                long lateNs = -pace.untilDueNs(timeNs, System.nanoTime());
                acquisition.cycle(publisher.publish(pace.sourceTimeNs(timeNs)), settings.speed() == 0 ? 0 : lateNs);
            }
        } catch (FileFormatException | RuntimeException e) {
            // also what the readers of pages throw
            fail(rows, good, e);
        }
        if (good == 0) {
            throw new FileFormatException("no row of it has a time" + (detail.isEmpty() ? "" : "; " + detail));
        }
        counters.passes.increment();
        return isStopped ? End.STOPPED : End.REACHED;
    }

    /** The file can not be read any further: what was read counts, and nothing was is another matter. */
    private void fail(RowReader rows, long good, Exception e) throws IOException {
        if (isStopped) {
            return;
        }
        counters.malformed.increment();
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (good == 0) {
            throw new FileFormatException("line " + rows.number() + ": " + reason, e);
        }
        remark("it can not be read behind line " + rows.number() + ": " + reason);
    }

    /** Waits until a row is due; null when it is, else why the pass ends. */
    private End await(long timeNs) {
        while (true) {
            obey();
            if (isStopped) {
                return End.STOPPED;
            }
            if (isRestarted) {
                return End.ORDERED;
            }
            long now = System.nanoTime();
            if (now - watchedNs > WATCH_NS) {
                watchedNs = now;
                if (isAnother()) {
                    return End.CHANGED;
                }
            }
            long left = pace.untilDueNs(timeNs, now);
            if (left <= 0 && !isPaused) {
                return null;
            }
            values.flush();
            LockSupport.parkNanos(isPaused ? IDLE_NS : Math.min(left, IDLE_NS));
            if (isPaused) {
                pace.delay(System.nanoTime() - now);
            }
        }
    }

    /** Whether it is not the file that is being read any more. A text that has grown still is. */
    private boolean isAnother() {
        FileWatch now = present();
        if (now != null && !watch.isChanged(now)) {
            return false;
        }
        counters.changes.increment();
        if (now != null && !settings.isParquet() && watch.isGrown(now)) {
            watch = now;
            remark("the file has grown while it was read");
            return false;
        }
        remark("the file has changed while it was read, it begins anew");
        return true;
    }

    private void obey() {
        AcquisitionAction action = order;
        if (action == null) {
            return;
        }
        order = null;
        switch (action) {
            case START -> resume();
            case STOP -> {
                isPaused = true;
                acquisition.phase(AcquisitionPhase.STOPPED);
                long now = WallClock.nowNs();
                context.tags().forEach(tag -> values.status(tag.tagId(), Quality.UNCERTAIN_LAST_USABLE_VALUE, now));
            }
            case RESTART -> {
                resume();
                isRestarted = true;
            }
            case RESET -> {
                acquisition.reset();
                // out of FAILED, or from the end
                isRestarted = reported != LinkState.OK;
            }
        }
    }

    private void resume() {
        if (isPaused) {
            isPaused = false;
            acquisition.phase(reported == LinkState.OK ? AcquisitionPhase.RUNNING : AcquisitionPhase.WAITING);
        }
    }

    private void remark(String text) {
        detail = text;
    }

    private void report(LinkState state) {
        if (state != reported) {
            reported = state;
            context.link(state);
        }
    }
}
