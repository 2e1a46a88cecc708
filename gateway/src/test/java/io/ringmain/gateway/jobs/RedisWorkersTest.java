package io.ringmain.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.gateway.jobs.redis.RedisJobStore;
import io.ringmain.gateway.jobs.redis.RedisSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Several worker processes on one Redis. */
@EnabledIfSystemProperty(named = "ringmain.redis.servers", matches = "redis")
class RedisWorkersTest extends KilledWorkers {
    private static RedisProcess redis;

    private RedisSettings settings;

    @BeforeAll
    static void startRedis() {
        redis = new RedisProcess();
    }

    @AfterAll
    static void stopRedis() {
        redis.close();
    }

    @Override
    JobStore open() {
        settings = redis.settings();
        return new RedisJobStore(settings);
    }

    @Override
    WorkerChild child(String name, int threads) throws IOException {
        return WorkerChild.start(
                folder, name, Integer.toString(threads), settings.url().toString(), settings.prefix());
    }

    @Test
    void shouldShareTheWorkAndDoEachJobOnce() throws Exception {
        Job first = submit("again", "hold one");
        Job second = submit("again", "hold two");
        List<Job> jobs = new ArrayList<>(List.of(first, second));
        for (int i = 0; i < 30; i++) {
            jobs.add(submit("once", "job " + i));
        }
        try (WorkerChild one = child("one", 1);
                WorkerChild two = child("two", 1)) {
            awaitState(first, JobState.RUNNING);
            awaitState(second, JobState.RUNNING);
            go();
            await().atMost(BOUND).until(() -> jobs.stream().allMatch(job -> state(job) == JobState.SUCCEEDED));
            assertThat(one).isNotSameAs(two);
        }
        assertThat(begun().stream().map(line -> line.substring(4)).collect(Collectors.toList()))
                .hasSize(jobs.size())
                .doesNotHaveDuplicates();
        assertThat(begun()).anyMatch(line -> line.startsWith("one ")).anyMatch(line -> line.startsWith("two "));
    }

    @Test
    void shouldGoOnWhereItWasWhenRedisIsKilledAndStartedAgain() throws Exception {
        List<Job> jobs = new ArrayList<>();
        Job held = submit("once", "hold one");
        for (int i = 0; i < 10; i++) {
            jobs.add(submit("once", "job " + i));
        }
        try (WorkerChild one = child("one", 1)) {
            awaitState(held, JobState.RUNNING);
            await().atMost(BOUND).until(() -> begun().size() == 1);
            redis.kill();
            assertThatThrownBy(() -> queue.job(held.id())).isInstanceOf(QueueUnavailableException.class);
            redis.start();
            go();
            awaitState(held, JobState.SUCCEEDED);
            await().atMost(BOUND).until(() -> jobs.stream().allMatch(job -> state(job) == JobState.SUCCEEDED));
            assertThat(one).isNotNull();
        }
        assertThat(begun()).hasSize(jobs.size() + 1).doesNotHaveDuplicates();
    }
}
