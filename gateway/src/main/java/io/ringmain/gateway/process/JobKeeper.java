package io.ringmain.gateway.process;

import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.http.HttpServer;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.jobs.JobFiles;
import io.ringmain.gateway.jobs.JobKind;
import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.JobSettings;
import io.ringmain.gateway.jobs.JobStore;
import io.ringmain.gateway.jobs.JobWorkers;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.jobs.SqlJobStore;
import io.ringmain.gateway.jobs.kinds.BackupKind;
import io.ringmain.gateway.jobs.kinds.ExportKind;
import io.ringmain.gateway.jobs.kinds.ImportKind;
import io.ringmain.gateway.jobs.kinds.JobSite;
import io.ringmain.gateway.jobs.kinds.RebuildKind;
import io.ringmain.gateway.jobs.kinds.ReplayKind;
import io.ringmain.gateway.jobs.kinds.ReportKind;
import io.ringmain.gateway.jobs.kinds.ReportOutput;
import io.ringmain.gateway.jobs.kinds.VerifyKind;
import io.ringmain.gateway.jobs.kinds.WhatIfKind;
import io.ringmain.gateway.jobs.redis.RedisJobStore;
import io.ringmain.gateway.jobs.redis.RedisSettings;
import io.ringmain.gateway.render.PageRenderer;
import io.ringmain.gateway.render.RenderSettings;
import io.ringmain.gateway.render.UserPages;
import io.ringmain.historian.sql.Database;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The queue of jobs of a site and those that do them. */
final class JobKeeper implements AutoCloseable {
    private final JobQueue queue;
    private final JobFiles files;
    private final JobWorkers workers;
    /** Null where no pages are served. */
    private final PageRenderer renderer;

    private JobKeeper(
            JobStore store,
            List<JobKind> kinds,
            JobSite site,
            Settings.Jobs settings,
            Set<Place> places,
            PageRenderer renderer) {
        this.renderer = renderer;
        files = new JobFiles(site.dataFolder());
        queue = new JobQueue(store, kinds, settings(settings), files, Clock.systemUTC());
        workers = new JobWorkers(queue, places, processName());
    }

    /**
     * @param store the database of users and what else is the site's own
     * @param server the site's server, asked when a job runs
     */
    static JobKeeper of(LaunchPlan plan, Database store, Access access, Supplier<HttpServer> server) {
        Settings settings = plan.configuration().settings();
        JobSite site =
                new JobSite(settings.core().dataFolder(), plan.machines(), plan.machineJars(), plan.connectors());
        PageRenderer renderer = new PageRenderer(new RenderSettings(
                settings.render().browser(),
                settings.render().pool(),
                Duration.ofNanos(settings.render().timeoutNs())));
        ReportOutput output = new ReportOutput(
                renderer, new UserPages(access, renderer, () -> server.get().url()));
        return new JobKeeper(
                store(settings.jobs(), store),
                kinds(
                        site,
                        settings,
                        new ReportKind(site, output),
                        new ImportKind(() -> server.get().siteDesk())),
                site,
                settings.jobs(),
                Set.of(Place.values()),
                renderer);
    }

    /** Another process that shares the work of a site, as far as the data folder is enough for it. */
    static JobKeeper sharing(Settings settings, JobSite site) {
        Settings.Jobs jobs = settings.jobs();
        List<JobKind> kinds = shared(site, new ReportKind(site));
        return new JobKeeper(redis(jobs.redis()), kinds, site, jobs, Set.of(Place.ANYWHERE), null);
    }

    private static JobStore store(Settings.Jobs settings, Database own) {
        return settings.redis() == null ? new SqlJobStore(own) : redis(settings.redis());
    }

    private static JobStore redis(Settings.Redis redis) {
        return new RedisJobStore(new RedisSettings(redis.url(), redis.user(), redis.password(), redis.prefix()));
    }

    private static List<JobKind> kinds(JobSite site, Settings settings, ReportKind report, ImportKind imports) {
        Settings.Historian historian = settings.historian();
        List<JobKind> kinds = new ArrayList<>(shared(site, report));
        kinds.add(new RebuildKind(site, historian.sql(), historian.questDb().server(), System::getenv));
        kinds.add(imports);
        kinds.add(new BackupKind(site, settings.core().machineFolder()));
        return kinds;
    }

    private static List<JobKind> shared(JobSite site, ReportKind report) {
        return List.of(new ExportKind(site), new ReplayKind(site), new WhatIfKind(site), new VerifyKind(site), report);
    }

    private static JobSettings settings(Settings.Jobs settings) {
        JobSettings usual = JobSettings.usual();
        return new JobSettings(
                settings.workers(),
                Duration.ofNanos(settings.retentionNs()),
                settings.maxResultBytes(),
                settings.maxQueued(),
                Duration.ofNanos(settings.timeoutNs()),
                settings.maxAttempts(),
                usual.lease(),
                usual.firstPause(),
                usual.longestPause());
    }

    /** For people who look which process has done what. */
    static String processName() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host + ":" + ProcessHandle.current().pid();
    }

    JobDesk desk() {
        return new JobDesk(queue, files);
    }

    void start() {
        workers.start();
    }

    @Override
    public void close() {
        if (renderer != null) {
            renderer.close();
        }
        workers.close();
        queue.close();
    }
}
