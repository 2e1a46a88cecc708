package io.ringmain.historian.sql;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/**
 * Counts and times operations by schema, name and outcome, for Prometheus to fetch: {@code ringmain_sql_operation_seconds},
 * {@code ringmain_sql_repeats_total}, {@code ringmain_sql_connections} and {@code ringmain_sql_up}. Names of operations are
 * the program's own, so there are few.
 *
 * <p>Thread: any.
 */
public final class PrometheusMonitor implements DatabaseMonitor {
    /** What the text is, for HTTP. */
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(10),
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry;

    /** With figures of its own. */
    public PrometheusMonitor() {
        this(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }

    /** With its figures among others. */
    public PrometheusMonitor(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** Adds a database's connections and health, as they are whenever somebody fetches. */
    public void watch(Database database) {
        gauge(database, "active", DatabaseHealth::active);
        gauge(database, "idle", DatabaseHealth::idle);
        gauge(database, "waiting", DatabaseHealth::waiting);
        gauge(database, "max", DatabaseHealth::max);
        Gauge.builder("ringmain.sql.up", database, d -> d.health().isUp() ? 1 : 0)
                .description("Whether the database answers")
                .tags("schema", database.schema())
                .register(registry);
    }

    private void gauge(Database database, String state, ToDoubleFunction<DatabaseHealth> value) {
        Gauge.builder("ringmain.sql.connections", database, d -> value.applyAsDouble(d.health()))
                .description("Connections; waiting are threads without one")
                .tags("schema", database.schema(), "state", state)
                .register(registry);
    }

    @Override
    public void onOperation(String schema, String operation, long durationNs, int attempts, String error) {
        Tags tags = Tags.of("schema", schema, "operation", operation);
        Timer.builder("ringmain.sql.operation")
                .description("Operations with all their attempts")
                .tags(tags.and("outcome", error == null ? "success" : error))
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(durationNs, TimeUnit.NANOSECONDS);
        if (attempts > 1) {
            registry.counter("ringmain.sql.repeats", tags).increment(attempts - 1);
        }
    }

    /** Everything, in Prometheus' text format. */
    public String scrape() {
        return registry.scrape(CONTENT_TYPE);
    }
}
