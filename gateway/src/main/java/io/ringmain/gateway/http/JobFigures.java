package io.ringmain.gateway.http;

import io.ringmain.gateway.jobs.JobQueue;
import io.ringmain.gateway.jobs.Priority;
import io.ringmain.gateway.jobs.QueueFigures;
import io.ringmain.gateway.jobs.QueueUnavailableException;
import io.ringmain.gateway.metrics.SiteMetrics;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/** The queue of jobs among the figures of the process. Thread: any; may wait for the queue's database. */
final class JobFigures {
    private static final long FRESH_NS = TimeUnit.SECONDS.toNanos(2);
    private static final double MS_PER_SECOND = 1_000;

    private record Seen(QueueFigures figures, long atNs) {}

    private final JobQueue queue;
    private final AtomicReference<Seen> last = new AtomicReference<>();

    private JobFigures(JobQueue queue) {
        this.queue = queue;
    }

    static void register(SiteMetrics metrics, JobQueue queue) {
        JobFigures figures = new JobFigures(queue);
        for (Priority priority : Priority.values()) {
            figures.state(metrics, priority, "waiting", QueueFigures.Lane::waiting);
            figures.state(metrics, priority, "running", QueueFigures.Lane::running);
            figures.state(metrics, priority, "succeeded", QueueFigures.Lane::succeeded);
            figures.state(metrics, priority, "failed", QueueFigures.Lane::failed);
            figures.state(metrics, priority, "cancelled", QueueFigures.Lane::cancelled);
            figures.state(metrics, priority, "dead", QueueFigures.Lane::dead);
            metrics.gauge(
                    "ringmain.jobs.oldest.wait.seconds",
                    "How long the oldest job that is due has waited",
                    () -> figures.of(priority, lane -> lane.oldestWaitMs() / MS_PER_SECOND),
                    "priority",
                    priority.label());
        }
    }

    private void state(
            SiteMetrics metrics, Priority priority, String state, ToDoubleFunction<QueueFigures.Lane> value) {
        metrics.gauge(
                "ringmain.jobs",
                "Jobs by state, those that have ended for as long as they are kept",
                () -> of(priority, value),
                "priority",
                priority.label(),
                "state",
                state);
    }

    /** NaN while the queue can not be asked. */
    private double of(Priority priority, ToDoubleFunction<QueueFigures.Lane> value) {
        Seen seen = last.get();
        long now = System.nanoTime();
        if (seen == null || now - seen.atNs() > FRESH_NS) {
            try {
                seen = new Seen(queue.figures(), now);
            } catch (QueueUnavailableException e) {
                seen = new Seen(null, now);
            }
            last.set(seen);
        }
        if (seen.figures() == null) {
            return Double.NaN;
        }
        return seen.figures().lanes().stream()
                .filter(lane -> lane.priority() == priority)
                .mapToDouble(value)
                .findFirst()
                .orElse(0);
    }
}
