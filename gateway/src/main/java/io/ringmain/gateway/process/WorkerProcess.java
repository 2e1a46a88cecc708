package io.ringmain.gateway.process;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.jobs.kinds.JobSite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * A process that does jobs of a site which another process runs, and does nothing else. SIGTERM gives back what it was about
 * and ends it with exit code 0.
 *
 * <p>Thread: the main one; stops in a shutdown hook.
 */
public final class WorkerProcess {
    private WorkerProcess() {}

    /**
     * Returns never: the process ends by a signal.
     *
     * @param settings whose queue is in Redis
     * @param out takes lines for the user
     * @throws ProvisionException when there is no data folder
     */
    public static void run(Settings settings, JobSite site, Consumer<String> out) throws InterruptedException {
        Path data = settings.core().dataFolder();
        if (!Files.isDirectory(data.resolve("journal"))) {
            throw new ProvisionException("there is no journal in " + data + "; start the site first (--data)");
        }
        JobKeeper keeper = JobKeeper.sharing(settings, site);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            keeper.close();
                            Runtime.getRuntime().halt(0);
                        },
                        "stop"));
        keeper.start();
        out.accept("Ringmain worker " + JobKeeper.processName() + " for " + data);
        new CountDownLatch(1).await();
    }
}
