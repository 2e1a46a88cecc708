package io.ringmain.gateway.process;

import io.ringmain.core.spi.History;
import io.ringmain.core.spi.JournalReader;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.Settings;
import io.ringmain.historian.questdb.QuestDb;
import io.ringmain.historian.questdb.QuestDbSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples for trends, if the site keeps any. The site does without them until they are there, and when they never come:
 * the journal has everything.
 */
final class Historian implements AutoCloseable {
    /** Starting takes milliseconds, unless a server that was left behind does not end. */
    private static final long START_MS = 2_000;

    private final QuestDbSettings settings;
    private final LateHistory history;
    private Thread starter;
    private volatile QuestDb started;
    private volatile boolean isClosing;

    private Historian(QuestDbSettings settings) {
        this.settings = settings;
        this.history = new LateHistory("questdb");
    }

    /** What the settings ask for, or null when the site keeps no samples. */
    static Historian of(Settings.Historian settings, Path dataFolder) {
        Settings.QuestDb questDb = settings.questDb();
        if (questDb.isEmbedded()) {
            return new Historian(QuestDbSettings.child(dataFolder, jar(), questDb.port()));
        }
        return questDb.server() == null
                ? null
                : new Historian(
                        QuestDbSettings.external(dataFolder, questDb.server(), questDb.user(), questDb.password()));
    }

    History history() {
        return history;
    }

    /**
     * Starts the store in a thread of its own: ending what a killed run left behind takes seconds, and its JVM takes
     * a core for as long.
     */
    void start(LongFunction<JournalReader> journal, LongSupplier durable, Teardown teardown) {
        starter = new Thread(() -> startNow(journal, durable), "start historian");
        starter.setDaemon(true);
        // before there is anything to close: a process that ends now must not leave a server behind
        teardown.add(Teardown.Part.HISTORIAN, this);
        starter.start();
    }

    private void startNow(LongFunction<JournalReader> journal, LongSupplier durable) {
        Logger log = LoggerFactory.getLogger(Historian.class);
        try {
            if (!isClosing) {
                started = QuestDb.start(settings, journal, durable);
                history.start(started.history());
            }
        } catch (ProvisionException e) {
            history.fail(e.getMessage());
            log.warn("There will be no history: {}", e.getMessage());
        } catch (RuntimeException e) {
            history.fail("failed to start");
            log.error("There will be no history: {}", e.toString(), e);
        }
    }

    /** Lets a start that is under way come to its end, then closes what it has made. */
    @Override
    public void close() throws InterruptedException {
        isClosing = true;
        starter.join(START_MS);
        // It may still be ending what a killed run has left.
        starter.interrupt();
        starter.join(START_MS);
        QuestDb questDb = started;
        if (questDb != null) {
            questDb.close();
        }
    }

    /** Beside the program's own jar, where the build puts it. */
    private static Path jar() {
        String configured = System.getProperty("ringmain.questdb.jar");
        if (configured != null) {
            return Path.of(configured);
        }
        try {
            URI program = Historian.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(program).resolveSibling("questdb").resolve("questdb.jar");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
