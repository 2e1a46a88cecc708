package io.ringmain.gateway.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Requests by route, method and class of status. Thread: any; takes no lock once a route has been seen. */
public final class HttpFigures {
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofMillis(2_500),
        Duration.ofSeconds(10)
    };
    /** Clients choose the method, so what is none of these is put together. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    private record Key(String route, String method, int status) {}

    private final MeterRegistry registry;
    private final ConcurrentHashMap<Key, Timer> timers = new ConcurrentHashMap<>();

    HttpFigures(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Counts a request that has been answered.
     *
     * @param route template of its path, one of a fixed set
     * @param durationNs from its head to the end of the answer
     */
    public void onRequest(String route, String method, int status, long durationNs) {
        Key key = new Key(route, METHODS.contains(method) ? method : "other", status / 100);
        Timer timer = timers.get(key);
        if (timer == null) {
            timer = timers.computeIfAbsent(key, this::timer);
        }
        timer.record(durationNs, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Key key) {
        return Timer.builder("ringmain.http.requests")
                .description("Requests by the template of their path, from their head to the end of the answer")
                .tags("route", key.route(), "method", key.method(), "status", key.status() + "xx")
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
