package io.ringmain.gateway.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.gateway.view.Json;
import io.ringmain.gateway.view.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The queue as those see it who submit jobs and look at them. What is done with a job that runs is {@link Claims}'s.
 *
 * <p>Thread: any, several at once; blocks. Every method throws {@link QueueUnavailableException} when the queue is down, and
 * {@link Problem} where it refuses.
 */
public final class JobQueue implements AutoCloseable {
    /** Longest parameters, in bytes of JSON. */
    static final int MAX_PARAMETER_BYTES = 256 * 1024;

    private static final int MOST_COLLISIONS = 50;

    private final JobStore store;
    private final Map<String, JobKind> kinds = new TreeMap<>();
    private final JobSettings settings;
    private final JobFiles files;
    private final Clock clock;
    private volatile Runnable onQueued = () -> {};

    /** @param store closed with this */
    public JobQueue(
            JobStore store, Collection<? extends JobKind> kinds, JobSettings settings, JobFiles files, Clock clock) {
        this.store = store;
        kinds.forEach(kind -> this.kinds.put(kind.name(), kind));
        this.settings = settings;
        this.files = files;
        this.clock = clock;
    }

    /**
     * A submission that was taken.
     *
     * @param isNew false when the key stood for a job already
     */
    public record Submitted(Job job, boolean isNew) {}

    JobStore store() {
        return store;
    }

    JobSettings settings() {
        return settings;
    }

    JobFiles files() {
        return files;
    }

    Clock clock() {
        return clock;
    }

    /** @param wake is told in the thread of whoever makes work */
    void onQueued(Runnable wake) {
        onQueued = wake;
    }

    /** Names of all kinds. */
    public Collection<String> kinds() {
        return kinds.keySet();
    }

    /** @throws Problem when there is none of that name */
    public JobKind kind(String name) {
        JobKind kind = kinds.get(name);
        if (kind == null) {
            throw new Problem(
                    422,
                    "kind-unknown",
                    "kind: '" + name + "' is not allowed, must be one of " + String.join(", ", kinds.keySet()));
        }
        return kind;
    }

    /** @throws Problem when the parameters are wrong, the key stands for another job, or too many wait */
    public Submitted submit(JobRequest request) {
        JobKind kind = kind(request.kind());
        byte[] parameters = Json.bytes(out -> out.writeTree(request.parameters()));
        if (parameters.length > MAX_PARAMETER_BYTES) {
            throw Parameters.refused("parameters: have more than " + MAX_PARAMETER_BYTES + " bytes");
        }
        kind.validate(request.parameters());
        if (store.countQueued() >= settings.maxQueued()) {
            throw Problem.unavailable(
                    "queue-full", settings.maxQueued() + " jobs wait already; no more are taken for now.", 30);
        }
        long now = clock.millis();
        JobOrder order = new JobOrder(
                UUID.randomUUID().toString(),
                kind.name(),
                kind.place(request.parameters()),
                request.parameters(),
                request.priority(),
                request.user(),
                request.reason(),
                request.timeoutMs() == 0 ? settings.timeout().toMillis() : request.timeoutMs(),
                request.maxAttempts() == 0 ? settings.maxAttempts() : request.maxAttempts(),
                kind.isIdempotent(request.parameters()),
                now);
        JobStore.Key key = request.key().isEmpty()
                ? null
                : new JobStore.Key(
                        request.user(), request.key(), digest(request), now + JobSettings.KEY_LIFETIME.toMillis());
        Job job = Job.queued(order);
        JobStore.Stored stored = store.add(job, key, now);
        if (stored.isNew()) {
            onQueued.run();
            return new Submitted(job, true);
        }
        if (!stored.digest().equals(key.digest())) {
            throw new Problem(
                    409, "idempotency-key-used", "This idempotency key stands for a job that was asked for otherwise.");
        }
        return new Submitted(job(stored.id()), false);
    }

    /** Of all that makes it the same job. */
    private static String digest(JobRequest request) {
        String text = String.join(
                "\n",
                request.kind(),
                request.priority().label(),
                Long.toString(request.timeoutMs()),
                Integer.toString(request.maxAttempts()),
                sorted(request.parameters()));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The order of an object's keys says nothing. */
    private static String sorted(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return fields.toString();
        }
        if (node.isArray()) {
            StringBuilder text = new StringBuilder("[");
            node.forEach(item -> text.append(sorted(item)).append(','));
            return text.append(']').toString();
        }
        return node.toString();
    }

    /** @throws Problem 404 when there is none */
    public Job job(String id) {
        return store.find(id)
                .orElseThrow(() -> Problem.notFound("job-unknown", "There is no job " + id + ", or no longer."));
    }

    /** Newest first. */
    public List<Job> list(JobStore.Filter filter, JobStore.Mark behind, int limit) {
        return store.list(filter, behind, limit);
    }

    /**
     * Cancels one: a queued one at once, a running one as soon as its work notices.
     *
     * @throws Problem 409 when it has ended
     */
    public Job cancel(String id) {
        return change(id, job -> {
            if (job.state().isEnded()) {
                throw new Problem(409, "job-ended", "The job is " + job.state().label() + " and can not be cancelled.");
            }
            if (job.state() == JobState.QUEUED) {
                return job.ended(JobState.CANCELLED, clock.millis(), "", null, null);
            }
            return job.isCancelAsked() ? job : job.cancelAsked();
        });
    }

    /**
     * Queues one again that is dead or has failed, with as many attempts as at first.
     *
     * @throws Problem 409 when it is neither
     */
    public Job retry(String id) {
        Job changed = change(id, job -> {
            if (job.state() != JobState.DEAD && job.state() != JobState.FAILED) {
                throw new Problem(
                        409,
                        "job-not-failed",
                        "The job is " + job.state().label() + "; only one that has failed or is dead can be retried.");
            }
            return job.again(clock.millis(), clock.millis(), job.order().maxAttempts(), "", null);
        });
        onQueued.run();
        return changed;
    }

    /**
     * Removes one that has ended, with its result.
     *
     * @throws Problem 409 when it has not
     */
    public Job remove(String id) {
        for (int i = 0; i < MOST_COLLISIONS; i++) {
            Job job = job(id);
            if (!job.state().isEnded()) {
                throw new Problem(
                        409, "job-not-ended", "The job is " + job.state().label() + "; cancel it before.");
            }
            if (store.remove(job)) {
                files.delete(id);
                return job;
            }
        }
        throw collided();
    }

    public QueueFigures figures() {
        return store.figures(clock.millis());
    }

    private Job change(String id, UnaryOperator<Job> what) {
        return changed(store, id, what).orElseGet(() -> job(id));
    }

    /** Changes a job that others change too; empty when there is none. The same job back is no change. */
    static Optional<Job> changed(JobStore store, String id, UnaryOperator<Job> what) {
        for (int i = 0; i < MOST_COLLISIONS; i++) {
            Optional<Job> present = store.find(id);
            if (present.isEmpty()) {
                return present;
            }
            Job next = what.apply(present.get());
            if (next == present.get() || store.replace(present.get(), next)) {
                return Optional.of(next);
            }
        }
        throw collided();
    }

    private static QueueUnavailableException collided() {
        return new QueueUnavailableException("the job is changed by others all the time", null);
    }

    @Override
    public void close() {
        store.close();
    }
}
