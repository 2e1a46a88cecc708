package io.ringmain.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of jobs when processes are killed in the middle, wherever the queue is. Real processes, real time. */
abstract class KilledWorkers {
    static final Duration BOUND = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    JobStore store;
    JobQueue queue;

    abstract JobStore open();

    abstract WorkerChild child(String name, int threads) throws IOException;

    @BeforeEach
    void begin() {
        store = open();
        queue = WorkerMain.queue(store, folder, 1, "test");
    }

    @AfterEach
    void end() {
        store.close();
    }

    final Job submit(String kind, String text) {
        return queue.submit(new JobRequest(
                        kind,
                        JsonNodeFactory.instance.objectNode().put("text", text),
                        Priority.NORMAL,
                        0,
                        0,
                        "anna",
                        "",
                        ""))
                .job();
    }

    final JobState state(Job job) {
        return queue.job(job.id()).state();
    }

    final void awaitState(Job job, JobState state) {
        await().atMost(BOUND).until(() -> state(job) == state);
    }

    final List<String> begun() throws IOException {
        Path file = folder.resolve("begun");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    final void go() throws IOException {
        Files.writeString(folder.resolve("go"), "");
    }

    @Test
    void shouldLoseAndRepeatNothingThatMustNotBeRepeatedWhenAProcessIsKilled() throws Exception {
        Job again = submit("again", "hold again");
        Job once = submit("once", "hold once");
        Job waiting = submit("once", "waiting");
        try (WorkerChild killed = child("killed", 2)) {
            awaitState(again, JobState.RUNNING);
            awaitState(once, JobState.RUNNING);
            await().atMost(BOUND).until(() -> begun().size() == 2);
            killed.kill();
        }
        assertThat(state(waiting)).isEqualTo(JobState.QUEUED);
        go();
        try (WorkerChild next = child("next", 1)) {
            awaitState(again, JobState.SUCCEEDED);
            awaitState(once, JobState.FAILED);
            awaitState(waiting, JobState.SUCCEEDED);
            assertThat(next).isNotNull();
        }
        Job repeated = queue.job(again.id());
        assertThat(repeated.attempts()).extracting(JobAttempt::outcome).containsExactly("lost", "succeeded");
        assertThat(Files.readString(queue.files().path(repeated.result()))).isEqualTo("next hold again");
        assertThat(queue.job(once.id()).error().code()).isEqualTo("worker-lost");
        assertThat(begun())
                .containsExactlyInAnyOrder("killed hold again", "killed hold once", "next hold again", "next waiting");
    }
}
