package io.ringmain.gateway.process;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.plant.PlantStatus;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.spi.SimulatedPlant;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.ServedAccess;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.gateway.http.HttpContext;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.layouts.LayoutStore;
import io.ringmain.gateway.logging.AccessLog;
import io.ringmain.gateway.metrics.FolderFigures;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.replay.ReplaySettings;
import io.ringmain.gateway.trail.JournaledTrail;
import io.ringmain.gateway.users.FirstUsers;
import io.ringmain.gateway.users.UserStore;
import io.ringmain.historian.audit.AuditFollower;
import io.ringmain.historian.journal.ChronicleJournalStore;
import io.ringmain.historian.journal.RetentionFloor;
import io.ringmain.historian.questdb.QuestDb;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseMonitor;
import io.ringmain.historian.sql.PrometheusMonitor;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A site with everything around it: journal, plant, users, historian, HTTP. What can be started at the same time is;
 * what is closed, in the opposite order of the start, is in {@link Teardown}.
 *
 * <p>Thread: {@link #start} and {@link #awaitStop} by the main thread; stops in a shutdown hook.
 */
public final class SiteProcess {
    /** A real device that does not answer must not keep operators from their screens. */
    private static final long FIRST_VALUE_MS = 3_000;

    private static final long FIRST_SIMULATED_VALUE_MS = 20_000;
    /** SIGTERM promises an end within 5 s. */
    private static final long STOP_MS = 4_700;

    /** Null when all of it runs: the definitions of a big site are not to be kept as they were read, too. */
    private LaunchPlan plan;

    private final Settings settings;
    private final Path dataFolder;
    private final Consumer<String> out;
    private final Teardown teardown = new Teardown();
    private final StartTimes times = new StartTimes();
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final JournaledTrail trail = teardown.add(Teardown.Part.TRAIL, new JournaledTrail());

    private SiteProcess(LaunchPlan plan, Consumer<String> out) {
        this.plan = plan;
        this.settings = plan.configuration().settings();
        this.dataFolder = settings.core().dataFolder();
        this.out = out;
    }

    /**
     * Starts everything and says {@code Ringmain ready URL} when HTTP answers, the state is recovered and the first value
     * has come. From here on SIGTERM ends the process with exit code 0.
     *
     * @param out takes lines for the user
     * @throws io.ringmain.core.spi.ProvisionException when a port or the data folder can not be used
     */
    public static SiteProcess start(LaunchPlan plan, Consumer<String> out) {
        SiteProcess process = new SiteProcess(plan, out);
        Runtime.getRuntime().addShutdownHook(new Thread(process::stop, "stop"));
        try {
            process.launch();
        } catch (CompletionException e) {
            process.abandon();
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        } catch (RuntimeException e) {
            process.abandon();
            throw e;
        }
        return process;
    }

    /** Returns never: the process ends by a signal. */
    public void awaitStop() throws InterruptedException {
        new CountDownLatch(1).await();
    }

    private void launch() {
        Ports.requireFree(settings.http().bind(), settings.http().port());
        DataFolder.prepare(dataFolder, settings.logging().isJson());
        plan.configuration()
                .superseded()
                .forEach(line -> LoggerFactory.getLogger(SiteProcess.class).warn("{}", line));
        ChronicleJournalStore journal = teardown.add(
                Teardown.Part.JOURNAL,
                times.timed(
                        "journal",
                        () -> ChronicleJournalStore.open(
                                dataFolder, settings.journal().disk())));
        CompletableFuture<AuditFollower> auditOpening =
                async(Teardown.Part.AUDIT, () -> AuditFollower.open(dataFolder, journal::reader));
        CompletableFuture<SimulatedPlant.Running> simulation =
                plan.simulation() == null ? null : async(Teardown.Part.SIMULATED_PLANT, plan.simulation());
        SiteMetrics metrics = new SiteMetrics(plan.version());
        PrometheusMonitor measured = settings.historian().isSqlMeasured() ? metrics.databases() : null;
        DatabaseMonitor monitor = measured == null ? DatabaseMonitor.none() : measured;
        CompletableFuture<UserStore> store = async(Teardown.Part.USERS, () -> UserStore.open(dataFolder, monitor));
        CompletableFuture<List<FirstUsers.Made>> users =
                store.thenApply(opened -> times.timed("first users", () -> firstUsers(opened)));
        // waited for, as its client would begin with a refused connection and a pause
        SiteConfiguration connected =
                simulation == null ? plan.configuration() : plan.connected().apply(simulation.join());
        AuditFollower audit = auditOpening.join(); // the manifest of this run's epoch carries how far it is
        join(journal, audit);
        Historian historian = Historian.of(settings.historian(), dataFolder);
        AtomicReference<Records> projected = new AtomicReference<>();
        retain(journal, audit, historian != null, projected);
        Access access = teardown.add(Teardown.Part.ACCESS, access(store.join()));
        Plant plant = teardown.add(
                Teardown.Part.PLANT,
                times.timed("plant", () -> Plant.launch(context(journal, historian, access, connected))));
        trail.open(plant::tryNote);
        teardown.add(Teardown.Part.WATCH, SystemWatch.of(trail, plant).start());
        audit.start();
        RecordKeeper records = teardown.add(
                Teardown.Part.RECORDS,
                RecordKeeper.of(
                        settings.historian().sql(), monitor, dataFolder, journal::reader, plant, plan.machines()));
        List<Database> databases = List.of(store.join().database(), records.database());
        if (measured != null) {
            databases.forEach(measured::watch);
        }
        metrics.watch(new FolderFigures(dataFolder, settings.journal().disk()));
        projected.set(records.records());
        AtomicReference<HttpServer> served = new AtomicReference<>();
        JobKeeper jobs =
                teardown.add(Teardown.Part.JOBS, JobKeeper.of(plan, store.join().database(), access, served::get));
        HttpServer http = teardown.add(
                Teardown.Part.HTTP,
                times.timed(
                        "http",
                        () -> HttpServer.start(http(plant, access, historian, audit, connected)
                                .users(store.join())
                                .layouts(new LayoutStore(store.join()::database))
                                .records(records.records())
                                .databases(() -> databases)
                                .metrics(metrics)
                                .jobs(jobs.desk())
                                .recorded(recorded(journal)))));
        served.set(http);
        HangUp.reloads(http.siteDesk());
        announce(simulation, users.join());
        warnOfFirstPasswords(access);
        awaitFirstValue(plant, simulation != null);
        plan = null;
        // the garbage of the start, twice what lives, goes back to the system while nobody counts on anything yet
        times.timed("collecting garbage", SiteProcess::collectGarbage);
        out.accept("Ringmain ready " + url(http));
        records.start();
        jobs.start();
        if (historian != null) {
            historian.start(journal::reader, plant::durableSequence, teardown);
        }
        LoggerFactory.getLogger(SiteProcess.class)
                .info(
                        "Ready {} ms after the process began; parts, begin+length in ms: {}",
                        times.sinceProcessStartMs(),
                        times);
    }

    private void awaitFirstValue(Plant plant, boolean isSimulated) {
        boolean isLive = times.timed(
                "first value",
                () -> new FirstValue(plant)
                        .await(isSimulated ? FIRST_SIMULATED_VALUE_MS : FIRST_VALUE_MS, isSimulated));
        if (!isLive) {
            Logger log = LoggerFactory.getLogger(SiteProcess.class);
            plant.status().links().stream()
                    .filter(link -> link.state() != LinkState.OK)
                    .forEach(link -> log.warn("{}", describe(link)));
        }
    }

    private static boolean collectGarbage() {
        System.gc();
        return true;
    }

    private void warnOfFirstPasswords(Access access) {
        if (access.hasFirstPasswords() && !Ports.isLoopback(settings.http().bind())) {
            LoggerFactory.getLogger(SiteProcess.class)
                    .warn(
                            "passwords of the first start are in use: HTTP answers on this machine only until they are changed"
                                    + " there, or by ./ringmain user passwd NAME --data {}",
                            dataFolder);
        }
    }

    /** Nothing of the journal is deleted that is not signed or that a projection has not read. */
    private void retain(
            ChronicleJournalStore journal,
            AuditFollower audit,
            boolean hasSamples,
            AtomicReference<Records> projected) {
        journal.tell(new SignedDeletions(audit));
        journal.keep(new RetentionFloor("the audit", () -> audit.status().chainedSequence() + 1));
        journal.keep(new RetentionFloor(
                "the database",
                () -> projected.get() == null ? 0 : projected.get().kept()));
        if (hasSamples) {
            journal.keep(new RetentionFloor("QuestDB", () -> QuestDb.neededFrom(dataFolder)));
        }
    }

    private static void join(ChronicleJournalStore journal, AuditFollower audit) {
        journal.auditHead(audit::head).auditWarning(() -> {
            String problem = audit.status().problem();
            return problem.isEmpty() ? "" : "AUDIT: the journal is not signed, run 'journal verify': " + problem;
        });
    }

    /** @param connected the site as it is run: a simulated plant may be served elsewhere than was read */
    private PlantContext context(
            ChronicleJournalStore journal, Historian historian, Access access, SiteConfiguration connected) {
        PlantContext context = new PlantContext();
        return context.soundSite(connected.site())
                .journalStore(journal)
                .snapshotStore(journal.snapshots())
                .mode(settings.core().threading())
                .idle(settings.core().idle())
                .durability(settings.journal().durability())
                .ringSize(settings.core().ringSize())
                .snapshotIntervalNs(settings.journal().snapshotIntervalNs())
                .connectorProviders(plan.connectors())
                .history(historian == null ? null : historian.history())
                .access(new ServedAccess(access, trail))
                .dataFolder(dataFolder)
                .machines(plan.machines())
                .machineJars(plan.machineJars());
    }

    private HttpContext http(
            Plant plant, Access access, Historian historian, AuditFollower audit, SiteConfiguration connected) {
        return new HttpContext()
                .plant(plant)
                .history(historian == null ? null : historian.history())
                .audit(audit::status)
                .access(access)
                .trail(trail)
                .replays(new ReplaySettings(
                        settings.replays().most(),
                        settings.replays().mostPerUser(),
                        Duration.ofNanos(settings.replays().idleNs())))
                .address(settings.http().bind())
                .port(settings.http().port())
                .allowedHosts(settings.http().hosts())
                .isMetricsOpen(settings.http().isMetricsOpen())
                .tls(settings.http().tls())
                .limits(settings.http().limits())
                .accessLog(accessLog())
                .dataFolder(dataFolder)
                .displays(settings.displays().folder())
                .texts(settings.texts().folder())
                .zone(settings.core().zone())
                .managed(connected.managed())
                .siteFiles(plan.files())
                .siteName(plan.configuration().site().name())
                .version(plan.version());
    }

    /** Null when requests are not logged. */
    private AccessLog accessLog() {
        Settings.AccessLog form = settings.http().accessLog();
        return form == Settings.AccessLog.NONE ? null : new AccessLog(dataFolder, form == Settings.AccessLog.JSON);
    }

    private void warnWhenOpen() {
        Settings.Http http = settings.http();
        if (http.tls() == null && !Ports.isLoopback(http.bind())) {
            LoggerFactory.getLogger(SiteProcess.class)
                    .warn(
                            "http.bind {} is reached by other machines and nothing is encrypted, passwords and tokens"
                                    + " neither; set http.tls, or bind to 127.0.0.1 behind a server that encrypts",
                            http.bind());
        }
    }

    private Access access(UserStore users) {
        return new Access(users, dataFolder.resolve("auth"), Clock.systemUTC(), settings.auth());
    }

    private ReplaySource recorded(ChronicleJournalStore journal) {
        return new ReplaySource(journal, journal.snapshots(), plan.machines(), plan.machineJars());
    }

    /** Shows the passwords as soon as they are stored: a start that fails later would take them along. */
    private List<FirstUsers.Made> firstUsers(UserStore store) {
        List<FirstUsers.Made> made = FirstUsers.make(store, plan.firstUsers());
        made.forEach(user -> out.accept(user.name() + " " + user.password()));
        return made;
    }

    /** What a user needs before the ready line, besides first passwords. */
    private void announce(CompletableFuture<SimulatedPlant.Running> simulation, List<FirstUsers.Made> made) {
        warnWhenOpen();
        if (simulation != null) {
            if (made.isEmpty()) {
                out.accept("passwords are the ones printed at the first start; a new one: ./ringmain user passwd NAME"
                        + " --data " + dataFolder);
            }
            simulation.join().addresses().forEach(out);
        }
    }

    private static String describe(PlantStatus.LinkStatus link) {
        return "connector " + link.name() + " is " + link.state()
                + (link.detail().isEmpty() ? "" : " (" + link.detail() + ")")
                + "; its tags have no values until it is reached, which is tried on and on";
    }

    private static String url(HttpServer http) {
        String url = http.url().toString();
        return url.endsWith("/") ? url : url + "/";
    }

    private <T extends AutoCloseable> CompletableFuture<T> async(Teardown.Part part, Supplier<T> start) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(teardown.add(part, times.timed(part.toString(), start)));
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                "start " + part);
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    /** A start that failed: whoever called says why. */
    private void abandon() {
        if (isOver.compareAndSet(false, true)) {
            teardown.close();
        }
    }

    /** The shutdown hook; without halt a process that a signal ends exits with 143. */
    private void stop() {
        if (!isOver.compareAndSet(false, true)) {
            return;
        }
        Thread watchdog = new Thread(SiteProcess::haltLate, "stop watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
        boolean isClean = teardown.close();
        Runtime.getRuntime().halt(isClean ? 0 : 1);
    }

    private static void haltLate() {
        try {
            Thread.sleep(STOP_MS);
        } catch (InterruptedException e) {
            return;
        }
        LoggerFactory.getLogger(SiteProcess.class)
                .error("Stopping took longer than {} ms and was cut short; the journal recovers the rest", STOP_MS);
        Runtime.getRuntime().halt(1);
    }
}
