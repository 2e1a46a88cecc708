package io.ringmain.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringmain.gateway.testing.TestClock;
import io.ringmain.historian.sql.Database;
import io.ringmain.historian.sql.DatabaseSettings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers do while the queue does not answer. */
class DownQueueTest {
    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final JobSettings settings = JobSettings.usual();
    private final AtomicBoolean isDown = new AtomicBoolean();
    private JobWorkers workers;

    /** Does not take one change, and longer than an attempt may take passes until then. */
    private JobStore downForLong(JobStore store) {
        return (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("replace") && isDown.compareAndSet(true, false)) {
                        for (int i = 0; i < 2; i++) {
                            clock.advance(settings.timeout());
                            workers.pulse();
                        }
                        throw new QueueUnavailableException("it is down", null);
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void shouldNotCallAFailureWhatWasDoneInTimeWhenTheQueueWasDownForLongAfterIt() {
        ScriptedKind kind = new ScriptedKind("again", true, Place.ANYWHERE);
        kind.work = run -> {
            ScriptedKind.writeText(run);
            isDown.set(true);
        };
        try (Database database = Database.open(DatabaseSettings.sqlite(folder), "store")) {
            JobStore store = downForLong(new SqlJobStore(database));
            JobQueue queue = new JobQueue(store, List.of(kind), settings, new JobFiles(folder), clock);
            workers = new JobWorkers(queue, Set.of(Place.values()), "test", clock::millis);
            JobRequest request = new JobRequest(
                    "again",
                    JsonNodeFactory.instance.objectNode().put("text", "x"),
                    Priority.NORMAL,
                    0,
                    0,
                    "anna",
                    "",
                    "");
            Job job = queue.submit(request).job();

            assertThat(workers.step("test/1")).isTrue();

            Job done = queue.job(job.id());
            assertThat(isDown).isFalse();
            assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(queue.files().path(done.result())).hasContent("x");
        }
    }
}
