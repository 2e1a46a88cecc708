package io.ringmain.gateway.rest;

import io.ringmain.core.spi.Permission;
import io.ringmain.gateway.metrics.SiteMetrics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** All figures of the process, for Prometheus to fetch. */
final class MetricsEndpoints {
    private final SiteMetrics metrics;

    MetricsEndpoints(RestContext context) {
        metrics = context.metrics();
    }

    List<Route> routes() {
        return List.of(route("/metrics"), route("/api/v1/metrics"));
    }

    /** Not beside commands: some figures are asked of files and databases' pools. */
    private Route route(String path) {
        return new Route("GET", path, Permission.VIEW_SYSTEM, Lane.RECORDS, Set.of(), this::scrape);
    }

    private CompletionStage<Answer> scrape(Call call) {
        return Answer.text(SiteMetrics.CONTENT_TYPE, metrics.scrape().getBytes(StandardCharsets.UTF_8))
                .now();
    }
}
