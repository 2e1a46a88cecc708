package io.ringmain.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.ringmain.gateway.testing.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A queue, its kinds of jobs and its workers, on a clock of their own. */
abstract class QueueScene {
    static final Set<Place> ALL = Set.of(Place.values());
    static final JobStore.Filter EVERYTHING = new JobStore.Filter(null, "", "");

    @TempDir
    Path folder;

    final TestClock clock = new TestClock();
    final ScriptedKind kind = new ScriptedKind("again", true, Place.ANYWHERE);
    final ScriptedKind once = new ScriptedKind("once", false, Place.ANYWHERE);
    final ScriptedKind local = new ScriptedKind("local", true, Place.SITE);
    JobSettings settings = JobSettings.usual();
    JobStore store;
    JobQueue queue;
    JobWorkers workers;

    /** A new view of the same queue, as another process has it. */
    abstract JobStore open();

    @BeforeEach
    void begin() {
        store = open();
        use(settings);
    }

    @AfterEach
    void end() {
        store.close();
    }

    void use(JobSettings changed) {
        settings = changed;
        queue = new JobQueue(store, List.of(kind, once, local), settings, new JobFiles(folder), clock);
        workers = workers(queue, ALL);
    }

    JobWorkers workers(JobQueue of, Set<Place> places) {
        return new JobWorkers(of, places, "test", clock::millis);
    }

    static JobRequest request(String kind, String text, Priority priority, int attempts, String key) {
        return new JobRequest(
                kind, JsonNodeFactory.instance.objectNode().put("text", text), priority, 0, attempts, "anna", "", key);
    }

    Job submit(String name) {
        return queue.submit(request(name, "x", Priority.NORMAL, 0, "")).job();
    }

    Job submit(String text, Priority priority) {
        return queue.submit(request("again", text, priority, 0, "")).job();
    }

    void drain() {
        while (workers.step("test/1")) {
            clock.advance(Duration.ofMillis(1));
        }
    }

    Job begin(String name) {
        Job submitted = submit(name);
        Job begun = new Claims(queue, ALL).next("other/1").orElseThrow();
        assertThat(begun.id()).isEqualTo(submitted.id());
        return begun;
    }

    void passLease() {
        clock.advance(settings.lease().plusMillis(1));
        workers.pulse();
    }

    Job now(Job job) {
        return queue.job(job.id());
    }
}
