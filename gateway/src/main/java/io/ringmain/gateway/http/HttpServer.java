package io.ringmain.gateway.http;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.command.SigningDesk;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.displays.DisplayFolder;
import io.ringmain.gateway.logging.AccessLog;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.replay.Replays;
import io.ringmain.gateway.rest.Lane;
import io.ringmain.gateway.rest.Lanes;
import io.ringmain.gateway.rest.RestApi;
import io.ringmain.gateway.rest.RestContext;
import io.ringmain.gateway.rest.Routes;
import io.ringmain.gateway.texts.TextFolder;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.trail.MarkingTrail;
import io.ringmain.gateway.versions.Versions;
import io.ringmain.gateway.view.JournalGate;
import io.ringmain.gateway.ws.EventStreams;
import io.ringmain.gateway.ws.Hub;
import io.ringmain.gateway.ws.WsContext;
import io.ringmain.gateway.ws.WsEndpoint;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The running HTTP server: REST, WebSocket and screens on one port.
 *
 * <p>Thread: {@link #start} and {@link #close} by the owner.
 */
public final class HttpServer implements AutoCloseable {
    private static final long DRAIN_MS = 800;
    private static final long STEP_MS = 10;

    private final Lanes lanes;
    private final RefusalLog refusals = new RefusalLog();
    private final SiteMetrics metrics;
    private final SiteDesk siteDesk;
    private final JournalGate gate;
    private final Replays replays;
    private final Hub hub;
    private final RestHandler rest;
    private final Routes routes;
    private final Doors doors;
    private final AccessLog accessLog;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    private HttpServer(HttpContext context) {
        Access access = context.access();
        lanes = new Lanes();
        metrics = context.metrics();
        accessLog = context.accessLog();
        gate = new JournalGate(context.plant());
        CommandDesk desk =
                new CommandDesk(context.plant(), new SigningDesk(context.plant(), access, lanes.of(Lane.PASSWORD)));
        AuditTrail trail = new MarkingTrail(context.trail());
        Versions versions = Versions.in(context.dataFolder().resolve("configuration"));
        siteDesk = new SiteDesk(context.plant(), context.managed(), context.siteFiles(), trail, versions);
        replays = new Replays(context.recorded(), context.plant(), context.replays());
        hub = new Hub(new WsContext(context.plant(), access, desk, gate, context.clock(), replays, trail));
        routes = RestApi.routes(new RestContext(
                context.plant(),
                context.history(),
                context.records(),
                context.audit(),
                context.recorded(),
                context.databases(),
                metrics,
                access,
                context.users(),
                trail,
                context.jobs(),
                desk,
                siteDesk,
                versions,
                new DisplayFolder(context.displays()),
                context.layouts(),
                gate,
                lanes,
                context.clock(),
                context.siteName(),
                context.zone(),
                context.version(),
                replays,
                hub::connections,
                isClosed::get,
                new EventStreams(hub),
                this::remarks));
        RequestRate rate = new RequestRate(context.limits().requestsPerSecond(), System::nanoTime);
        rest = new RestHandler(
                routes, access, lanes, context.isMetricsOpen(), context.limits().bodyBytes(), rate);
        StaticHandler screens = new StaticHandler(StaticFiles.ofScreens(), new TextFolder(context.texts()), lanes);
        HostRule hosts = new HostRule(context.address(), context.allowedHosts());
        FrontHandler front = new FrontHandler(
                new FirstPasswords(access),
                hosts,
                rest,
                screens,
                new WsEndpoint(hub),
                new RequestWatch(metrics.http(), accessLog),
                rate,
                trail,
                refusals);
        ConnectionCount connections = new ConnectionCount(context.limits());
        try {
            doors = Doors.open(context, front, connections);
        } catch (ProvisionException e) {
            hub.close();
            replays.close();
            closeLog();
            gate.close();
            lanes.close();
            refusals.close();
            siteDesk.close();
            metrics.close();
            throw e;
        }
        metrics.watch(context.plant(), context.history(), context.records(), context.audit());
        ServerFigures.register(metrics, lanes, hub, rest);
        ServerFigures.register(metrics, connections, rate, accessLog);
        if (context.jobs() != null) {
            JobFigures.register(metrics, context.jobs().queue());
        }
        siteDesk.onReload(doors::reload);
    }

    /**
     * Binds the port and serves.
     *
     * @throws ProvisionException when the port is taken or the data folder can not be used
     */
    public static HttpServer start(HttpContext context) {
        context.conclude();
        return new HttpServer(context);
    }

    /** Where to point a browser, for example {@code http://127.0.0.1:8080}. */
    public URI url() {
        return doors.url();
    }

    public int port() {
        return url().getPort();
    }

    /** Reads the certificate's files again; false when they are not sound, and what is in force stays. */
    public boolean reloadKeys() {
        return doors.reload();
    }

    /** Where the site is changed while it runs. */
    public SiteDesk siteDesk() {
        return siteDesk;
    }

    /** What is to be said of the server itself. */
    private List<String> remarks() {
        return doors == null ? List.of() : doors.remarks();
    }

    Routes routes() {
        return routes;
    }

    /** Says goodbye to WebSocket clients, lets requests end and frees the port, within 2 s. */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        metrics.close();
        doors.stopAccepting();
        hub.close();
        awaitAnswers();
        doors.close();
        replays.close();
        gate.close();
        lanes.close();
        refusals.close();
        siteDesk.close();
        closeLog();
    }

    private void closeLog() {
        if (accessLog != null) {
            accessLog.close();
        }
    }

    private void awaitAnswers() {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(DRAIN_MS);
        try {
            while (rest.underWay() > 0 && System.nanoTime() < end) {
                Thread.sleep(STEP_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
