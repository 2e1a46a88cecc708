package io.ringmain.gateway.http;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.UserAccounts;
import io.ringmain.gateway.command.SiteDesk;
import io.ringmain.gateway.config.ManagedFile;
import io.ringmain.gateway.config.ManagedSite;
import io.ringmain.gateway.config.Settings;
import io.ringmain.gateway.jobs.JobDesk;
import io.ringmain.gateway.layouts.LayoutStore;
import io.ringmain.gateway.logging.AccessLog;
import io.ringmain.gateway.metrics.SiteMetrics;
import io.ringmain.gateway.replay.ReplaySettings;
import io.ringmain.gateway.trail.AuditTrail;
import io.ringmain.gateway.view.Problem;
import io.ringmain.historian.audit.AuditStatus;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.Database;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Everything the HTTP server needs. Set it, then give it to {@link HttpServer#start}, which concludes it; after that
 * nothing changes.
 */
public final class HttpContext {
    private Plant plant;
    private History history;
    private Records records;
    private Supplier<AuditStatus> audit;
    private ReplaySource recorded;
    private Supplier<List<Database>> databases = List::of;
    private SiteMetrics metrics;
    private boolean isMetricsOpen;
    private Settings.Tls tls;
    private Settings.Limits limits = Settings.Limits.usual();
    private AccessLog accessLog;
    private Access access;
    private UserAccounts users;
    private JobDesk jobs;
    private AuditTrail trail = note -> {};
    private String address = "127.0.0.1";
    private int port = 8080;
    private List<String> allowedHosts = List.of();
    private Path dataFolder;
    private Path displays;
    private LayoutStore layouts = new LayoutStore(() -> {
        throw Problem.unavailable("layouts-unavailable", "This server keeps no layouts.", 60);
    });
    private Path texts;
    private ZoneId zone = ZoneOffset.UTC;
    private ManagedSite managed;
    private SiteDesk.Reader siteFiles;
    private String siteName = "";
    private String version = "";
    private Clock clock = Clock.systemUTC();
    private ReplaySettings replays = ReplaySettings.DEFAULT;
    private boolean isConcluded;

    /** The plant to serve. The server does not close it, and is to be closed before it. */
    public HttpContext plant(Plant value) {
        plant = open(value);
        return this;
    }

    public Plant plant() {
        return plant;
    }

    /** Stored samples; null, the default, when the site keeps none. The server does not close it. */
    public HttpContext history(History value) {
        history = open(value);
        return this;
    }

    public History history() {
        return history;
    }

    /** How far the journal is signed; null, the default, when it is not. */
    public HttpContext audit(Supplier<AuditStatus> value) {
        audit = open(value);
        return this;
    }

    public Supplier<AuditStatus> audit() {
        return audit;
    }

    /** Journal and snapshots, for what is made of the past; null, the default, when there are none to read. */
    public HttpContext recorded(ReplaySource value) {
        recorded = open(value);
        return this;
    }

    public ReplaySource recorded() {
        return recorded;
    }

    /** The relational databases, asked for each time; none by default. The server does not close them. */
    public HttpContext databases(Supplier<List<Database>> value) {
        databases = open(value);
        return this;
    }

    public Supplier<List<Database>> databases() {
        return databases;
    }

    /** Events, log book, audit; null, the default, when the site keeps none. The server does not close them. */
    public HttpContext records(Records value) {
        records = open(value);
        return this;
    }

    public Records records() {
        return records;
    }

    /** Figures to add to; new ones by default. The server closes them. */
    public HttpContext metrics(SiteMetrics value) {
        metrics = open(value);
        return this;
    }

    public SiteMetrics metrics() {
        return metrics;
    }

    /** Whether figures may be fetched from this machine without a login; false by default. */
    public HttpContext isMetricsOpen(boolean value) {
        isMetricsOpen = open(value);
        return this;
    }

    public boolean isMetricsOpen() {
        return isMetricsOpen;
    }

    /** How connections are encrypted; null, the default, when they are not. */
    public HttpContext tls(Settings.Tls value) {
        tls = open(value);
        return this;
    }

    public Settings.Tls tls() {
        return tls;
    }

    /** What clients may ask for. */
    public HttpContext limits(Settings.Limits value) {
        limits = open(value);
        return this;
    }

    public Settings.Limits limits() {
        return limits;
    }

    /** Where requests are logged; null, the default, for nowhere. The server closes it. */
    public HttpContext accessLog(AccessLog value) {
        accessLog = open(value);
        return this;
    }

    public AccessLog accessLog() {
        return accessLog;
    }

    /** Who may log in. The server does not close it, and is to be closed before it. */
    public HttpContext access(Access value) {
        access = open(value);
        return this;
    }

    public Access access() {
        return access;
    }

    /** Users and roles, to be changed. The server does not close them. */
    public HttpContext users(UserAccounts value) {
        users = open(value);
        return this;
    }

    public UserAccounts users() {
        return users;
    }

    /** Long work; null, the default, when the site does none. The server does not close it. */
    public HttpContext jobs(JobDesk value) {
        jobs = open(value);
        return this;
    }

    public JobDesk jobs() {
        return jobs;
    }

    /** Who hears of logins, refusals and what else is no command; nobody by default. */
    public HttpContext trail(AuditTrail value) {
        trail = open(value);
        return this;
    }

    public AuditTrail trail() {
        return trail;
    }

    /** Address to bind; the loopback by default. */
    public HttpContext address(String value) {
        address = open(value);
        return this;
    }

    public String address() {
        return address;
    }

    /** Port to bind; 0 takes a free one, see {@link HttpServer#port()}. */
    public HttpContext port(int value) {
        port = open(value);
        return this;
    }

    public int port() {
        return port;
    }

    /** How many replays there may be; by default 4. */
    public HttpContext replays(ReplaySettings value) {
        replays = open(value);
        return this;
    }

    public ReplaySettings replays() {
        return replays;
    }

    /** Host names, without port, under which the server may be called besides the loopback's. */
    public HttpContext allowedHosts(List<String> value) {
        allowedHosts = List.copyOf(open(value));
        return this;
    }

    public List<String> allowedHosts() {
        return allowedHosts;
    }

    /** Where changes of the definitions are kept, if nothing else is said. */
    public HttpContext dataFolder(Path value) {
        dataFolder = open(value);
        return this;
    }

    public Path dataFolder() {
        return dataFolder;
    }

    /** Where displays are kept; by default in the data folder. */
    public HttpContext displays(Path value) {
        displays = open(value);
        return this;
    }

    public Path displays() {
        return displays;
    }

    /** What people arrange on their screens; by default that is answered with 503. The server does not close its database. */
    public HttpContext layouts(LayoutStore value) {
        layouts = open(value);
        return this;
    }

    public LayoutStore layouts() {
        return layouts;
    }

    /** Where texts of the screens are in further languages; by default in the data folder. */
    public HttpContext texts(Path value) {
        texts = open(value);
        return this;
    }

    public Path texts() {
        return texts;
    }

    /** The zone in which the site lies. */
    public HttpContext zone(ZoneId value) {
        zone = open(value);
        return this;
    }

    public ZoneId zone() {
        return zone;
    }

    /** What is written for the definitions; by default nothing, and changes stand in the data folder. */
    public HttpContext managed(ManagedSite value) {
        managed = open(value);
        return this;
    }

    public ManagedSite managed() {
        return managed;
    }

    /** Reads the site's files again; null, the default, when there are none. */
    public HttpContext siteFiles(SiteDesk.Reader value) {
        siteFiles = open(value);
        return this;
    }

    public SiteDesk.Reader siteFiles() {
        return siteFiles;
    }

    public HttpContext siteName(String value) {
        siteName = open(value);
        return this;
    }

    public String siteName() {
        return siteName;
    }

    public HttpContext version(String value) {
        version = open(value);
        return this;
    }

    public String version() {
        return version;
    }

    /** The wall clock of default time ranges. */
    public HttpContext clock(Clock value) {
        clock = open(value);
        return this;
    }

    public Clock clock() {
        return clock;
    }

    void conclude() {
        Objects.requireNonNull(plant, "plant");
        Objects.requireNonNull(access, "access");
        Objects.requireNonNull(users, "users");
        Objects.requireNonNull(trail, "trail");
        Objects.requireNonNull(replays, "replays");
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(layouts, "layouts");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(siteName, "siteName");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(zone, "zone");
        Objects.requireNonNull(clock, "clock");
        if (port < 0 || port > 65_535) {
            throw new ProvisionException("port " + port + " is not a port: 0 (any free one) to 65535 are allowed");
        }
        metrics = metrics == null ? new SiteMetrics(version) : metrics;
        displays = displays == null ? dataFolder.resolve("displays") : displays;
        texts = texts == null ? dataFolder.resolve("text") : texts;
        managed = managed == null ? ManagedSite.empty(dataFolder.resolve(ManagedFile.NAME)) : managed;
        isConcluded = true;
    }

    private <T> T open(T value) {
        if (isConcluded) {
            throw new IllegalStateException("the server has been started with this context");
        }
        return value;
    }
}
