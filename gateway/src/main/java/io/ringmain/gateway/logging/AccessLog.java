package io.ringmain.gateway.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * The log of requests: DIR/access.log, at most 100 MB with its predecessors of 30 days. Lines are made and written in a
 * thread of its own; when that can not follow, requests are left out and counted rather than waited for.
 *
 * <p>Thread: {@link #add} any, takes no lock; {@link #close} the owner.
 */
public final class AccessLog implements AutoCloseable {
    private static final int QUEUE = 8_192;
    private static final long CLOSE_MS = 500;
    /** Nobody is kept waiting by it, and a wake-up by an I/O thread would cost that one. */
    private static final long POLL_NS = 50_000_000;

    private final ConcurrentLinkedQueue<AccessEntry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder written = new LongAdder();
    private final Function<AccessEntry, String> form;
    private final LoggerContext context = new LoggerContext();
    private final Logger file;
    private final Thread thread;
    private volatile boolean isClosing;

    /** @param isJson a line of JSON each, and not the combined format */
    public AccessLog(Path folder, boolean isJson) {
        form = isJson ? AccessLine::json : AccessLine::combined;
        file = open(folder);
        thread = new Thread(this::write, "access-log");
        thread.setDaemon(true);
        thread.start();
    }

    private Logger open(Path folder) {
        context.setMDCAdapter(new LogbackMDCAdapter()); // without one no event can be written
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        appender.setContext(context);
        appender.setFile(folder.resolve("access.log").toString());
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling = new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(appender);
        rolling.setFileNamePattern(folder + "/access.%d{yyyy-MM-dd}.%i.log.gz");
        rolling.setMaxFileSize(FileSize.valueOf("10MB"));
        rolling.setMaxHistory(30);
        rolling.setTotalSizeCap(FileSize.valueOf("90MB"));
        rolling.start();
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern("%msg%n");
        lines.start();
        appender.setRollingPolicy(rolling);
        appender.setEncoder(lines);
        appender.start();
        Logger logger = context.getLogger("access");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        return logger;
    }

    /** Takes a request in, or counts it as dropped. */
    public void add(AccessEntry entry) {
        if (waiting.incrementAndGet() > QUEUE) {
            waiting.decrementAndGet();
            dropped.increment();
        } else {
            queue.add(entry);
        }
    }

    /** Requests that the log has left out. */
    public long dropped() {
        return dropped.sum();
    }

    public long written() {
        return written.sum();
    }

    private void write() {
        while (!Thread.currentThread().isInterrupted()) {
            AccessEntry entry = queue.poll();
            if (entry != null) {
                waiting.decrementAndGet();
                write(entry);
            } else if (isClosing) {
                return;
            } else {
                LockSupport.parkNanos(POLL_NS);
            }
        }
    }

    private void write(AccessEntry entry) {
        try {
            file.info(form.apply(entry));
            written.increment();
        } catch (RuntimeException e) {
            dropped.increment(); // one line that can not be made must not end the log
        }
    }

    /** Writes what has come, for half a second at most. */
    @Override
    public void close() {
        isClosing = true;
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        context.stop();
    }
}
