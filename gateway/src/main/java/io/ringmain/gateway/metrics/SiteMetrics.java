package io.ringmain.gateway.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.History;
import io.ringmain.historian.audit.AuditStatus;
import io.ringmain.historian.records.Records;
import io.ringmain.historian.sql.PrometheusMonitor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * All figures of a process. Whoever has some registers them here, without knowing what they are kept in.
 *
 * <p>Thread: any.
 */
public final class SiteMetrics implements AutoCloseable {
    /** What the text is, for HTTP. */
    public static final String CONTENT_TYPE = PrometheusMonitor.CONTENT_TYPE;

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final HttpFigures http = new HttpFigures(registry);
    private final FigureHistory history = new FigureHistory(registry.getPrometheusRegistry(), Clock.systemUTC());
    private final List<Runnable> endings = new ArrayList<>();
    /** The registry itself holds what it asks but weakly. */
    private final List<DoubleSupplier> counted = new CopyOnWriteArrayList<>();

    private volatile FolderFigures folder;

    /** @param version of the program */
    public SiteMetrics(String version) {
        registry.throwExceptionOnRegistrationFailure();
        new JvmMemoryMetrics().bindTo(registry);
        garbage.bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        Gauge.builder("ringmain.build.info", () -> 1)
                .description("What runs: always 1")
                .tags("version", version, "java", Runtime.version().toString())
                .strongReference(true)
                .register(registry);
    }

    /** Takes the databases' operations in. */
    public PrometheusMonitor databases() {
        return new PrometheusMonitor(registry);
    }

    /** Adds what the data folder takes of its disk. */
    public void watch(FolderFigures figures) {
        folder = figures;
        figures.register(this);
    }

    /** The data folder's disk; null when there is none to look at. */
    public FolderFigures folder() {
        return folder;
    }

    /** The figures of the last hours. */
    public FigureHistory history() {
        return history;
    }

    public HttpFigures http() {
        return http;
    }

    /**
     * Adds what a plant counts.
     *
     * @param history null when there is none
     * @param records null when there are none
     * @param audit null when nothing is signed
     */
    public void watch(Plant plant, History history, Records records, Supplier<AuditStatus> audit) {
        registry.getPrometheusRegistry().register(new PlantFigures(plant));
        registry.getPrometheusRegistry().register(new AlarmFigures(plant));
        registry.getPrometheusRegistry().register(new ProjectionFigures(plant, history, records, audit));
        OutcomeFigures outcomes = new OutcomeFigures();
        registry.getPrometheusRegistry().register(outcomes);
        plant.addListener(outcomes);
        endings.add(() -> plant.removeListener(outcomes));
        history().start();
    }

    /**
     * Adds a figure that goes up and down.
     *
     * @param name with dots, in the unit that it ends in
     * @param labels names and values in turn; few values, never names of tags
     */
    public void gauge(String name, String description, DoubleSupplier value, String... labels) {
        Gauge.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(Tags.of(labels))
                .strongReference(true)
                .register(registry);
    }

    /** Adds a figure that only goes up. */
    public void counter(String name, String description, DoubleSupplier value, String... labels) {
        counted.add(value);
        FunctionCounter.builder(name, value, DoubleSupplier::getAsDouble)
                .description(description)
                .tags(Tags.of(labels))
                .register(registry);
    }

    /** Everything, in Prometheus' text format. Takes a millisecond or a few. */
    public String scrape() {
        return registry.scrape(CONTENT_TYPE);
    }

    /** Forgets the plant, which may be closed afterwards. */
    @Override
    public void close() {
        endings.forEach(Runnable::run);
        history.close();
        garbage.close();
        registry.close();
    }
}
