package io.ringmain.gateway.jobs.redis;

import io.ringmain.gateway.jobs.Job;
import io.ringmain.gateway.jobs.JobCodec;
import io.ringmain.gateway.jobs.JobOrder;
import io.ringmain.gateway.jobs.JobState;
import io.ringmain.gateway.jobs.JobStore;
import io.ringmain.gateway.jobs.LaneTally;
import io.ringmain.gateway.jobs.Place;
import io.ringmain.gateway.jobs.Priority;
import io.ringmain.gateway.jobs.QueueFigures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Jobs in Redis, where several processes share the work: a stream for each lane and place, read by one group of consumers,
 * and a record for each job, changed by comparing versions. See {@code queue.lua}.
 *
 * <p>Thread: any, several at once.
 */
public final class RedisJobStore implements JobStore {
    private static final int CHUNK = 200;
    /** Longer than a key is good for by the clocks of those who ask. */
    private static final long KEY_KEPT_MS = Duration.ofHours(48).toMillis();

    private final RedisServer server;
    private final String prefix;

    /** Connects when it is first asked. */
    public RedisJobStore(RedisSettings settings) {
        server = new RedisServer(settings);
        prefix = settings.prefix();
    }

    @Override
    public Stored add(Job job, Key key, long nowMs) {
        List<String> arguments = new ArrayList<>(List.of(
                job.id(),
                key == null ? "" : prefix + "key:" + key.user() + ":" + key.key(),
                key == null ? "" : key.digest(),
                key == null ? "0" : Long.toString(key.expiresMs()),
                Long.toString(nowMs),
                Long.toString(KEY_KEPT_MS)));
        arguments.addAll(fields(job));
        List<?> answer = (List<?>) server.run(Scripts.ADD, arguments);
        return answer.size() == 1
                ? new Stored(job.id(), true, "")
                : new Stored(RedisServer.text(answer.get(0)), false, RedisServer.text(answer.get(1)));
    }

    private static List<String> fields(Job job) {
        JobOrder order = job.order();
        return List.of(
                Long.toString(job.version()),
                JobCodec.text(job),
                job.state().label(),
                order.priority().label(),
                order.place().label(),
                order.user(),
                Long.toString(order.submittedMs()),
                Long.toString(job.dueMs()),
                Long.toString(job.leaseMs()),
                Long.toString(job.endedMs()),
                Long.toString(job.result() == null ? -1 : job.result().bytes()),
                Long.toString(job.state() == JobState.SUCCEEDED ? job.lastRunMs() : 0));
    }

    @Override
    public Optional<Job> find(String id) {
        return jobs(server.run(Scripts.FIND, List.of(id))).stream().findFirst();
    }

    @Override
    public boolean replace(Job earlier, Job later) {
        List<String> arguments = new ArrayList<>(List.of(later.id(), Long.toString(earlier.version())));
        arguments.addAll(fields(later));
        return (Long) server.run(Scripts.REPLACE, arguments) == 1;
    }

    @Override
    public boolean remove(Job job) {
        return (Long) server.run(Scripts.REMOVE, List.of(job.id(), Long.toString(job.version()))) == 1;
    }

    @Override
    public List<Job> list(Filter filter, Mark behind, int limit) {
        String set = filter.user().isEmpty() ? "all" : "user:" + filter.user();
        String greatest = behind == null ? "+inf" : Long.toString(behind.submittedMs());
        List<Job> found = new ArrayList<>();
        for (int passed = 0; found.size() < limit; passed += CHUNK) {
            List<Job> chunk = jobs(server.run(
                    Scripts.NEWEST, List.of(set, greatest, Integer.toString(passed), Integer.toString(CHUNK))));
            chunk.stream()
                    .filter(job -> behind == null || isBehind(job, behind))
                    .filter(job -> filter.state() == null || job.state() == filter.state())
                    .filter(job -> filter.kind().isEmpty() || job.order().kind().equals(filter.kind()))
                    .limit(limit - found.size())
                    .forEach(found::add);
            if (chunk.size() < CHUNK) {
                break;
            }
        }
        return found;
    }

    private static boolean isBehind(Job job, Mark mark) {
        long at = job.order().submittedMs();
        return at < mark.submittedMs() || at == mark.submittedMs() && job.id().compareTo(mark.id()) < 0;
    }

    @Override
    public Optional<Job> offer(List<Priority> lanes, Set<Place> places, String worker, long nowMs, long untilMs) {
        List<String> arguments = new ArrayList<>(List.of(Long.toString(nowMs), Long.toString(untilMs), worker));
        for (Priority lane : lanes) {
            places.stream().sorted().forEach(place -> arguments.add(stream(lane, place)));
        }
        return jobs(server.run(Scripts.OFFER, arguments)).stream().findFirst();
    }

    private static String stream(Priority lane, Place place) {
        return lane.label() + ":" + place.label();
    }

    @Override
    public List<Job> lost(long nowMs, int limit) {
        return jobs(server.run(Scripts.LOST, List.of(Long.toString(nowMs), Integer.toString(limit))));
    }

    @Override
    public List<Job> endedBefore(long timeMs, int limit) {
        return jobs(server.run(Scripts.OLDEST, List.of("ended", "(" + timeMs, Integer.toString(limit))));
    }

    @Override
    public List<Job> withResult(int limit) {
        return jobs(server.run(Scripts.OLDEST, List.of("results", "+inf", Integer.toString(limit))));
    }

    @Override
    public long countQueued() {
        return (Long) server.run(
                Scripts.COUNT_QUEUED,
                Arrays.stream(Priority.values()).map(Priority::label).toList());
    }

    @Override
    public QueueFigures figures(long nowMs) {
        LaneTally tally = new LaneTally(nowMs);
        for (Priority lane : Priority.values()) {
            for (JobState state : JobState.values()) {
                List<?> answer = (List<?>)
                        server.run(Scripts.FIGURES, List.of(lane.label(), state.label(), Long.toString(nowMs)));
                long[] figures = answer.stream()
                        .mapToLong(figure -> (long) Double.parseDouble(RedisServer.text(figure)))
                        .toArray();
                tally.add(lane, state, figures[0], figures[1], figures[2], figures[3], figures[4]);
            }
        }
        return tally.figures();
    }

    @Override
    public void tidy(long nowMs) {
        server.run(
                Scripts.TIDY,
                Arrays.stream(Priority.values())
                        .flatMap(lane -> Stream.of(Place.values()).map(place -> stream(lane, place)))
                        .toList());
    }

    private static List<Job> jobs(Object answer) {
        return ((List<?>) answer)
                .stream().map(RedisServer::text).map(JobCodec::job).toList();
    }

    @Override
    public void close() {
        server.close();
    }
}
