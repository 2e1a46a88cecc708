package io.ringmain.gateway.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of attempts at a job: those that fail, that take too long, and whose worker dies. */
abstract class AttemptContract extends QueueScene {

    @Test
    void shouldCancelARunningJobAtTheNextPulse() {
        Job job = submit("again");
        kind.work = run -> {
            queue.cancel(run.jobId());
            workers.pulse();
            run.throwIfCancelled();
        };
        drain();
        assertThat(now(job).state()).isEqualTo(JobState.CANCELLED);
        assertThat(now(job).attempts().get(0).outcome()).isEqualTo("cancelled");
    }

    @Test
    void shouldTryAgainWithGrowingPausesAndBuryItAtLast() {
        Job job = submit("again");
        kind.work = run -> {
            throw new IOException("no luck");
        };
        List<Long> pauses = new ArrayList<>();
        for (int attempt = 1; attempt <= settings.maxAttempts(); attempt++) {
            assertThat(workers.step("test/1")).isTrue();
            Job after = now(job);
            if (attempt < settings.maxAttempts()) {
                assertThat(after.state()).isEqualTo(JobState.QUEUED);
                assertThat(workers.step("test/1")).as("before its time").isFalse();
                pauses.add(after.dueMs() - clock.millis());
                clock.advance(Duration.ofMillis(after.dueMs() - clock.millis()));
                workers.pulse();
            }
        }
        assertThat(now(job).state()).isEqualTo(JobState.DEAD);
        assertThat(now(job).error().detail()).contains("no luck");
        assertThat(now(job).attempts()).hasSize(settings.maxAttempts());
        long first = settings.firstPause().toMillis();
        assertThat(pauses.get(0)).isBetween(first / 2, first);
        assertThat(pauses.get(1)).isBetween(first, first * 2);

        kind.work = ScriptedKind::writeText;
        assertThat(queue.retry(job.id()).attemptsLeft()).isEqualTo(settings.maxAttempts());
        drain();
        assertThat(now(job).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(now(job).attempts()).hasSize(settings.maxAttempts() + 1);
    }

    @Test
    void shouldNotTryAgainWhatSaysThatItIsOfNoUse() {
        Job job = submit("again");
        kind.work = run -> {
            Files.writeString(run.result("found.txt", "text/plain"), "what was found");
            throw new JobFailure("not-verified", "It differs.");
        };
        drain();
        assertThat(now(job).state()).isEqualTo(JobState.FAILED);
        assertThat(now(job).error()).isEqualTo(new JobError("not-verified", "It differs."));
        assertThat(now(job).result().name()).isEqualTo("found.txt");
    }

    @Test
    void shouldNotTryAgainWhatMustNotBeDoneTwice() {
        Job job = submit("once");
        once.work = run -> {
            throw new IOException("in the middle");
        };
        drain();
        assertThat(now(job).state()).isEqualTo(JobState.FAILED);
        assertThat(now(job).error().detail()).contains("in the middle", "must not be done twice");
    }

    @Test
    void shouldEndAnAttemptThatTakesTooLongAndCountIt() {
        JobRequest brief = new JobRequest(
                "again", JsonNodeFactory.instance.objectNode(), Priority.NORMAL, 5_000, 1, "anna", "", "");
        Job job = queue.submit(brief).job();
        kind.work = run -> {
            clock.advance(Duration.ofSeconds(5));
            workers.pulse();
            new CountDownLatch(1).await();
        };
        drain();
        assertThat(now(job).state()).isEqualTo(JobState.DEAD);
        assertThat(now(job).error().code()).isEqualTo("timeout");
        assertThat(now(job).attempts().get(0).outcome()).isEqualTo("timeout");
    }

    @Test
    void shouldTakeUpAgainWhatADeadWorkerHad() {
        Job begun = begin("again");
        assertThat(workers.step("test/1")).isFalse();
        passLease();

        Job back = now(begun);
        assertThat(back.state()).isEqualTo(JobState.QUEUED);
        assertThat(back.attempts().get(0).outcome()).isEqualTo("lost");
        assertThat(back.attempts().get(0).error().code()).isEqualTo("worker-lost");
        clock.advance(settings.firstPause());
        workers.pulse();
        drain();
        assertThat(now(begun).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(now(begun).attemptNumber()).isEqualTo(2);
    }

    @Test
    void shouldNotBeginAgainWhatADeadWorkerMayHaveDoneAndMustNotBeDoneTwice() {
        Job begun = begin("once");
        passLease();
        drain();
        assertThat(once.begun).isEmpty();
        assertThat(now(begun).state()).isEqualTo(JobState.FAILED);
        assertThat(now(begun).error().code()).isEqualTo("worker-lost");
        assertThat(now(begun).error().detail()).contains("other/1", "must not be done twice");
    }

    @Test
    void shouldHearNothingOfAWorkerThatWasBelievedDead() {
        Job begun = begin("again");
        Claims late = new Claims(queue, ALL);
        passLease();
        clock.advance(settings.firstPause());
        workers.pulse();
        drain();

        assertThat(late.beat(begun, 0.5, "still at it")).isEqualTo(Claims.Pulse.LOST);
        assertThat(late.succeed(begun, null)).isFalse();
        assertThat(late.fail(begun, "failed", new JobError("x", "y"), null)).isFalse();
        assertThat(now(begun).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(now(begun).result()).isNotNull();
    }

    @Test
    void shouldKeepAJobAsLongAsItsWorkerIsHeardOf() {
        Job begun = begin("again");
        Claims alive = new Claims(queue, ALL);
        for (int i = 0; i < 5; i++) {
            clock.advance(settings.lease().minusMillis(10));
            assertThat(alive.beat(begun, 0.1 * i, "step " + i)).isEqualTo(Claims.Pulse.GO_ON);
            workers.pulse();
        }
        assertThat(now(begun).state()).isEqualTo(JobState.RUNNING);
        assertThat(now(begun).doing()).isEqualTo("step 4");
    }

    @Test
    void shouldCancelWhatADeadWorkerHadWhenItWasToBeCancelled() {
        Job begun = begin("again");
        queue.cancel(begun.id());
        passLease();
        assertThat(now(begun).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void shouldCountNoAttemptOfAProcessThatStops() {
        Job begun = begin("again");
        assertThat(new Claims(queue, ALL).stopped(begun)).isTrue();
        assertThat(now(begun).attemptsLeft()).isEqualTo(settings.maxAttempts());
        drain();
        assertThat(now(begun).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void shouldGiveAJobToOneOfTwoWhoWantIt() {
        Job job = submit("again");
        try (JobStore other = open()) {
            JobQueue theirs = new JobQueue(other, List.of(kind), settings, new JobFiles(folder), clock);
            Claims mine = new Claims(queue, ALL);
            assertThat(mine.next("one/1")).isPresent();
            assertThat(new Claims(theirs, ALL).next("two/1")).isEmpty();
            Job seen = now(job);
            assertThat(store.replace(seen, seen.cancelAsked())).isTrue();
            assertThat(other.replace(seen, seen.cancelAsked())).isFalse();
        }
    }
}
