package io.ringmain.gateway.process;

import io.ringmain.gateway.config.Settings;
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
import io.ringmain.gateway.jobs.kinds.JobSite;
import io.ringmain.gateway.jobs.kinds.RebuildKind;
import io.ringmain.gateway.jobs.kinds.ReplayKind;
import io.ringmain.gateway.jobs.kinds.ReportKind;
import io.ringmain.gateway.jobs.kinds.VerifyKind;
import io.ringmain.gateway.jobs.kinds.WhatIfKind;
import io.ringmain.historian.sql.Database;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The queue of jobs of a site and those that do them. */
final class JobKeeper implements AutoCloseable {
    private final JobQueue queue;
    private final JobFiles files;
    private final JobWorkers workers;

    private JobKeeper(JobStore store, List<JobKind> kinds, JobSite site, Settings.Jobs settings) {
        files = new JobFiles(site.dataFolder());
        queue = new JobQueue(store, kinds, settings(settings), files, Clock.systemUTC());
        workers = new JobWorkers(queue, Set.of(Place.values()), processName());
    }

    /** @param store the database of users and what else is the site's own */
    static JobKeeper of(LaunchPlan plan, Database store) {
        Settings settings = plan.configuration().settings();
        JobSite site =
                new JobSite(settings.core().dataFolder(), plan.machines(), plan.machineJars(), plan.connectors());
        return new JobKeeper(new SqlJobStore(store), kinds(site, settings), site, settings.jobs());
    }

    private static List<JobKind> kinds(JobSite site, Settings settings) {
        Settings.Historian historian = settings.historian();
        return List.of(
                new ExportKind(site),
                new ReplayKind(site),
                new WhatIfKind(site),
                new VerifyKind(site),
                new ReportKind(site),
                new RebuildKind(site, historian.sql(), historian.questDb().server(), System::getenv),
                new BackupKind(site, settings.core().machineFolder()));
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
        workers.close();
        queue.close();
    }
}
