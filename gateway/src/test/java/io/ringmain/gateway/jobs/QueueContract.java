package io.ringmain.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.ringmain.gateway.view.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every queue does, wherever it is kept. */
abstract class QueueContract extends AttemptContract {

    @Test
    void shouldDoAJobAndKeepItsResult() throws IOException {
        Job job = queue.submit(request("again", "content", Priority.NORMAL, 0, ""))
                .job();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);

        drain();

        Job done = now(job);
        assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(done.progress()).isEqualTo(1);
        assertThat(done.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.worker()).isEqualTo("test/1");
            assertThat(attempt.outcome()).isEqualTo("succeeded");
        });
        assertThat(Files.readString(queue.files().path(done.result()))).isEqualTo("content");
        assertThat(done.result().bytes()).isEqualTo(7);
        assertThat(done.result().sha256())
                .isEqualTo("ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73");
        assertThat(queue.figures().lanes().get(1).succeeded()).isEqualTo(1);
    }

    @Test
    void shouldAnswerARepeatWithTheSameJobForADay() {
        JobRequest request = request("again", "x", Priority.NORMAL, 0, "key");
        JobQueue.Submitted first = queue.submit(request);
        clock.advance(Duration.ofHours(23));
        JobQueue.Submitted repeat = queue.submit(request);

        assertThat(first.isNew()).isTrue();
        assertThat(repeat.isNew()).isFalse();
        assertThat(repeat.job().id()).isEqualTo(first.job().id());
        assertThatThrownBy(() -> queue.submit(request("again", "other", Priority.NORMAL, 0, "key")))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(409);
                    assertThat(problem.code()).isEqualTo("idempotency-key-used");
                });
        clock.advance(Duration.ofHours(1).plusMillis(1));
        assertThat(queue.submit(request).isNew()).isTrue();
    }

    @Test
    void shouldTellTheSameKeyOfTwoUsersApart() {
        JobRequest mine = request("again", "x", Priority.NORMAL, 0, "key");
        JobRequest theirs = new JobRequest(mine.kind(), mine.parameters(), mine.priority(), 0, 0, "ben", "", "key");

        assertThat(queue.submit(mine).isNew()).isTrue();
        assertThat(queue.submit(theirs).isNew()).isTrue();
    }

    @Test
    void shouldServeHighBeforeLowAndStarveNeither() {
        for (int i = 0; i < 30; i++) {
            submit("low", Priority.LOW);
            submit("normal", Priority.NORMAL);
            submit("high", Priority.HIGH);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(workers.step("test/1")).isTrue();
        }
        assertThat(kind.begun.get(0)).isEqualTo("high");
        assertThat(kind.begun).filteredOn("high"::equals).hasSize(12);
        assertThat(kind.begun).filteredOn("normal"::equals).hasSize(6);
        assertThat(kind.begun).filteredOn("low"::equals).hasSize(2);
        drain();
        assertThat(kind.begun).hasSize(90);
    }

    @Test
    void shouldServeALaneInTheOrderOfSubmission() {
        for (int i = 0; i < 5; i++) {
            submit(Integer.toString(i), Priority.NORMAL);
            clock.advance(Duration.ofMillis(1));
        }
        drain();
        assertThat(kind.begun).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void shouldCancelAQueuedJobAtOnce() {
        Job job = submit("again");
        assertThat(queue.cancel(job.id()).state()).isEqualTo(JobState.CANCELLED);
        drain();
        assertThat(kind.begun).isEmpty();
        assertThatThrownBy(() -> queue.cancel(job.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("job-ended"));
    }

    @Test
    void shouldHaveTheSameJobsWhenItIsOpenedAgain() {
        Job waiting = submit("again");
        Job done = submit("again");
        workers.step("test/1");
        store.close();
        begin();

        assertThat(queue.list(EVERYTHING, null, 10)).hasSize(2);
        drain();
        assertThat(now(waiting).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(now(done).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void shouldLeaveWorkForTheSiteToTheSite() {
        submit("local");
        submit("again");
        JobWorkers away = workers(queue, Set.of(Place.ANYWHERE));
        assertThat(away.step("away/1")).isTrue();
        assertThat(away.step("away/1")).isFalse();
        assertThat(local.begun).isEmpty();
        drain();
        assertThat(local.begun).hasSize(1);
    }

    @Test
    void shouldListByFilterAndFromPageToPage() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(0, submit("again").id());
            clock.advance(Duration.ofMillis(1));
        }
        queue.cancel(ids.get(4));
        List<Job> page = queue.list(EVERYTHING, null, 2);
        assertThat(page).extracting(Job::id).containsExactly(ids.get(0), ids.get(1));
        Job last = page.get(1);
        assertThat(queue.list(EVERYTHING, new JobStore.Mark(last.order().submittedMs(), last.id()), 10))
                .extracting(Job::id)
                .containsExactly(ids.get(2), ids.get(3), ids.get(4));
        assertThat(queue.list(new JobStore.Filter(JobState.CANCELLED, "", ""), null, 10))
                .extracting(Job::id)
                .containsExactly(ids.get(4));
        assertThat(queue.list(new JobStore.Filter(null, "once", ""), null, 10)).isEmpty();
        assertThat(queue.list(new JobStore.Filter(null, "again", "anna"), null, 10))
                .hasSize(5);
        assertThat(queue.list(new JobStore.Filter(null, "", "ben"), null, 10)).isEmpty();
    }

    @Test
    void shouldTakeNoMoreThanMayWait() {
        use(new JobSettings(
                1,
                settings.retention(),
                settings.maxResultBytes(),
                2,
                settings.timeout(),
                settings.maxAttempts(),
                settings.lease(),
                settings.firstPause(),
                settings.longestPause()));
        submit("again");
        submit("again");
        assertThatThrownBy(() -> submit("again"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("queue-full"));
        drain();
        submit("again");
    }

    @Test
    void shouldRemoveWhatIsOldWithItsFiles() {
        Job old = submit("again");
        drain();
        clock.advance(settings.retention().plusMinutes(1));
        Job young = submit("again");
        drain();
        new Claims(queue, ALL).tidy();

        assertThatThrownBy(() -> now(old))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
        assertThat(folder.resolve("jobs").resolve(old.id())).doesNotExist();
        assertThat(queue.files().path(now(young).result())).exists();
    }

    @Test
    void shouldKeepNoMoreResultsThanThereIsRoomFor() {
        use(new JobSettings(
                1,
                settings.retention(),
                10,
                10,
                settings.timeout(),
                settings.maxAttempts(),
                settings.lease(),
                settings.firstPause(),
                settings.longestPause()));
        Job first = submit("1234567", Priority.NORMAL);
        drain();
        clock.advance(Duration.ofSeconds(1));
        Job second = submit("7654321", Priority.NORMAL);
        Job tooLarge = submit("more than ten bytes", Priority.NORMAL);
        drain();

        assertThat(now(first).result()).isNull();
        assertThat(now(first).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(now(second).result()).isNotNull();
        assertThat(now(tooLarge).error().code()).isEqualTo("result-too-large");
        assertThat(folder.resolve("jobs").resolve(first.id())).doesNotExist();
    }

    @Test
    void shouldDeleteOnlyWhatHasEnded() {
        Job job = submit("again");
        assertThatThrownBy(() -> queue.remove(job.id()))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("job-not-ended"));
        drain();
        queue.remove(job.id());
        assertThat(queue.list(EVERYTHING, null, 10)).isEmpty();
        assertThat(folder.resolve("jobs").resolve(job.id())).doesNotExist();
    }

    @Test
    void shouldTellHowLongWhatWaits() {
        submit("1", Priority.HIGH);
        clock.advance(Duration.ofSeconds(3));
        submit("2", Priority.HIGH);
        submit("3", Priority.LOW);
        assertThat(queue.figures().lanes())
                .extracting(QueueFigures.Lane::priority, QueueFigures.Lane::waiting, QueueFigures.Lane::oldestWaitMs)
                .containsExactly(
                        tuple(Priority.HIGH, 2L, 3_000L), tuple(Priority.NORMAL, 0L, 0L), tuple(Priority.LOW, 1L, 0L));

        new Claims(queue, ALL).next("other/1");
        assertThat(queue.figures().lanes().get(0).running()).isEqualTo(1);
        assertThat(queue.figures().lanes().get(0).waiting()).isEqualTo(1);
    }
}
