package io.ringmain.gateway.tls;

import io.ringmain.core.spi.ProvisionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys in force. When the files change they are read again, and what is sound is used for connections from then on;
 * those that are open stay. What is not sound changes nothing and is told.
 *
 * <p>Thread: {@link #reload} any; a thread of its own looks at the files.
 */
public final class WatchedKeys implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedKeys.class);
    private static final long LOOK_SECONDS = 5;
    private static final long WARN_SECONDS = TimeUnit.DAYS.toSeconds(14);

    private final PemFiles files;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService thread;
    private volatile ServerKeys keys;
    private volatile String problem = "";
    private volatile Consumer<SSLContext> taker = context -> {};
    private List<String> seen;

    /** @throws ProvisionException when the files can not be used */
    public WatchedKeys(PemFiles files, Clock clock) {
        this.files = files;
        this.clock = clock;
        seen = marks();
        keys = ServerKeys.read(files);
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "tls-files");
            made.setDaemon(true);
            return made;
        });
        thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    public ServerKeys keys() {
        return keys;
    }

    /** Who is given new ones. */
    public void onChange(Consumer<SSLContext> value) {
        taker = value;
    }

    /** What is to be said about the files and the certificate in force, a line each. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (!problem.isEmpty()) {
            remarks.add("tls: the certificate in force stays, as " + problem);
        }
        Instant end = keys.notAfter();
        if (!clock.instant().isBefore(end)) {
            remarks.add("tls: the certificate has ended at " + end);
        } else if (!clock.instant().plusSeconds(WARN_SECONDS).isBefore(end)) {
            remarks.add("tls: the certificate ends at " + end);
        }
        return remarks;
    }

    private void look() {
        try {
            if (!marks().equals(seen)) {
                reload();
            }
        } catch (RuntimeException e) {
            LOG.error("The certificate's files could not be looked at", e);
        }
    }

    /** Reads the files again, whether they have changed or not; false when they are not sound, which is told. */
    public boolean reload() {
        lock.lock();
        try {
            seen = marks();
            ServerKeys read = ServerKeys.read(files);
            if (!clock.instant().isBefore(read.notAfter())) {
                throw new ProvisionException(files.certificate() + ": has ended at " + read.notAfter());
            }
            boolean isNew = !read.chain().equals(keys.chain());
            taker.accept(read.context());
            keys = read;
            problem = "";
            if (isNew) {
                LOG.info("A new certificate is in force, good until {}", read.notAfter());
            }
            return true;
        } catch (ProvisionException e) {
            problem = e.getMessage();
            LOG.warn("The certificate in force stays: {}", e.getMessage());
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What shows that a file is another one: its time, its size and its identity. */
    private List<String> marks() {
        List<String> marks = new ArrayList<>();
        for (Path file : new Path[] {files.certificate(), files.key(), files.clientAuthority()}) {
            try {
                if (file != null) {
                    var read = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
                    marks.add(read.lastModifiedTime() + " " + read.size() + " " + read.fileKey());
                }
            } catch (IOException e) {
                marks.add("absent");
            }
        }
        return marks;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
