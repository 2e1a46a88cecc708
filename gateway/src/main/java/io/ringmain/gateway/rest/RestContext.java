package io.ringmain.gateway.rest;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.History;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.displays.DisplayFolder;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.layouts.LayoutStore;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.replay.Replays;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.versions.Versions;
import io.ringmain.gateway.view.JournalGate;
import io.ringmain.gateway.view.ProjectionRemarks;
import io.ringmain.historian.audit.AuditStatus;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * What the endpoints work on.
 *
 * @param history null when the site keeps none
 * @param records null when the site keeps none
 * @param audit null when the journal is not signed
 * @param recorded journal and snapshots, null when there are none to read
 * @param databases the relational ones, for their settings and health
 * @param metrics figures of the process
 * @param jobs queue and results, null when the site does none
 * @param trail who hears of what is no command of its own
 * @param versions of the configuration
 * @param displays of the site, in files
 * @param layouts of people's screens
 * @param zone in which the site lies
 * @param replays the past, executed again
 * @param webSockets how many WebSockets and streams are open
 * @param isStopping whether the server is about to end
 * @param streams who serves server-sent events
 * @param serverRemarks what is to be said of the server itself, a line each
 */
public record RestContext(
        Plant plant,
        History history,
        Records records,
        Supplier<AuditStatus> audit,
        ReplaySource recorded,
        Supplier<List<Database>> databases,
        SiteMetrics metrics,
        Access access,
        UserAccounts users,
        AuditTrail trail,
        JobDesk jobs,
        CommandDesk desk,
        SiteDesk siteDesk,
        Versions versions,
        DisplayFolder displays,
        LayoutStore layouts,
        JournalGate gate,
        Lanes lanes,
        Clock clock,
        String siteName,
        ZoneId zone,
        String version,
        Replays replays,
        IntSupplier webSockets,
        BooleanSupplier isStopping,
        Streams streams,
        Supplier<List<String>> serverRemarks) {

    /** What is to be said of what lies beside the plant, a line each. Asks nothing that takes time. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(ProjectionRemarks.of(history, records, databases.get()));
        remarks.addAll(serverRemarks.get());
        return remarks;
    }
}
