package io.ringmain.gateway.jobs;

import io.ringmain.gateway.jobs.redis.RedisJobStore;
import io.ringmain.gateway.jobs.redis.RedisSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The same on Redis. */
@EnabledIfSystemProperty(named = "ringmain.redis.servers", matches = "redis")
class RedisQueueTest extends QueueContract {
    private static RedisProcess redis;

    private RedisSettings settings;

    @BeforeAll
    static void start() {
        redis = new RedisProcess();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Override
    JobStore open() {
        settings = settings == null ? redis.settings() : settings;
        return new RedisJobStore(settings);
    }
}
