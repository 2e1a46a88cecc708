package io.ringmain.gateway.doctor;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.system.SystemSite;
import io.ringmain.gateway.config.Problem;
import io.ringmain.gateway.config.SiteConfiguration;
import io.ringmain.historian.journal.JournalSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Looks at all there is to look at, one thing after the other, in half a minute at most. Changes nothing but for a file of
 * some megabytes in the data folder that it writes and deletes.
 */
public final class Doctor {
    private final Findings findings = new Findings();

    /**
     * Looks at the machine, and at what is given.
     *
     * @param site what was read, null when there is none or it is wrong
     * @param problems what is wrong with the site file
     * @param data the data folder, null for none
     * @param url of a running site, null for the one that runs on the data folder
     */
    public List<Finding> examine(SiteConfiguration site, List<Problem> problems, Path data, URI url) {
        new MachineCheck(findings).run();
        for (Problem problem : problems) {
            findings.fail("site file", problem.toString(), "correct it", Finding.Kind.CONFIGURATION);
        }
        if (site != null) {
            SiteDefinition written = SystemSite.written(site.site());
            findings.ok(
                    "site file",
                    "sound: " + written.tags().size() + " tags, "
                            + written.alarms().size() + " alarms, "
                            + written.connectors().size() + " connectors");
        }
        boolean isRunning = false;
        if (data != null) {
            new DiskCheck(
                            findings,
                            data,
                            site == null
                                    ? JournalSettings.DEFAULT
                                    : site.settings().journal().disk())
                    .run();
            isRunning = Files.isDirectory(data) && new FolderCheck(findings, data).run();
        }
        if (site != null) {
            new SiteCheck(findings, site).run(isRunning);
            new TextCheck(findings, site.settings().texts().folder()).run();
            new ReachCheck(findings, site).run();
        }
        running(site, url, isRunning);
        return findings.all();
    }

    private void running(SiteConfiguration site, URI url, boolean isRunning) {
        if (url != null) {
            new RunningCheck(findings)
                    .run(url, site == null ? null : site.settings().http());
        } else if (site != null && isRunning && site.settings().http().port() != 0) {
            var http = site.settings().http();
            int port =
                    http.tls() != null && http.tls().hasOwnPort() ? http.tls().port() : http.port();
            String host = http.bind().equals("0.0.0.0") || http.bind().equals("::") ? "127.0.0.1" : http.bind();
            String named = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            new RunningCheck(findings)
                    .run(URI.create((http.tls() == null ? "http://" : "https://") + named + ":" + port), http);
        }
    }
}
