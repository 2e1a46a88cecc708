package io.ringmain.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Command;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What waits for the disk, and what does not. Commands are refused by LOGIC here, which is an outcome like any other. */
class DurabilityTest {
    private final List<String> seen = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final Accounting accounting = new Accounting();
    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(64, 1, last);

    private final CountingJournal journal = new CountingJournal();

    private final OutcomeHandler handler = new OutcomeHandler() {
        @Override
        public void onEvent(Event event) {
            if (event.kind != EventKind.COMMAND) {
                seen.add(EventKind.name(event.kind) + " " + event.sequence);
            }
        }

        @Override
        public void onSettled(Event event) {
            if (event.kind != EventKind.COMMAND || event.command == null) {
                seen.add("settled " + event.sequence);
            }
        }

        @Override
        public void onResult(Event event, Result result) {
            seen.add(Result.kindName(result.kind()) + " " + event.sequence + " of " + result.low());
        }

        @Override
        public void onBatchEnd(long sequence) {}
    };

    private Pipeline pipeline = pipeline(Durability.DEFAULT);

    private Pipeline pipeline(Durability durability) {
        Outbox outbox = new Outbox(8192);
        return new Pipeline(
                ThreadingMode.INVOKER,
                Idle.PARK,
                ring,
                last,
                new Logic(Map.of(), outbox, accounting, this::onError),
                outbox,
                journal,
                durability,
                handler,
                this::onError,
                new IngressClock(0, () -> 0));
    }

    private void onError(String stage, long sequence, Throwable error) {
        errors.add(stage + " " + sequence);
    }

    private boolean publish(byte kind, Command command) {
        long slot = ring.tryClaim();
        if (slot == Ring.FULL) {
            return false;
        }
        ring.slot(slot).reset(kind, 0, 0);
        ring.slot(slot).command = command;
        ring.publish(slot);
        return true;
    }

    private boolean command(long id) {
        return publish(
                EventKind.COMMAND,
                new Command(7, id, Command.Kind.WRITE, 99, 0, TagType.BOOL, 1, "", "olga", "because"));
    }

    @Test
    void shouldHoldAnOutcomeUntilItIsOnDiskAndLetTheRestPass() {
        command(1);
        publish(EventKind.LINK, null);
        pipeline.stepWithoutSync();
        assertThat(seen).containsExactly("LINK 2");
        assertThat(pipeline.journaledSequence()).isEqualTo(2);
        assertThat(pipeline.durableSequence()).isZero();
        assertThat(pipeline.parked()).isEqualTo(2);
        pipeline.stepAll();
        assertThat(seen).containsExactly("LINK 2", "OUTCOME 1 of 1");
        assertThat(pipeline.durableSequence()).isEqualTo(2);
        assertThat(pipeline.parked()).isZero();
        assertThat(pipeline.forceLatency().read().count()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheOrderOfWhatWaits() {
        for (int id = 1; id <= 50; id++) {
            command(id);
            pipeline.stepWithoutSync();
        }
        pipeline.step();
        command(51);
        pipeline.stepAll();
        List<String> expected = new ArrayList<>();
        for (int id = 1; id <= 51; id++) {
            expected.add("OUTCOME " + id + " of " + id);
        }
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void shouldHoldProducersBackWhenNothingMoreCanBeParked() {
        int commands = 0;
        while (command(commands + 1)) {
            commands++;
            pipeline.stepWithoutSync();
        }
        assertThat(ring.room()).isZero();
        assertThat(pipeline.parked()).isEqualTo(8192);
        assertThat(commands).isEqualTo(4096 + 64);
        assertThat(seen).isEmpty();
        pipeline.stepAll();
        assertThat(seen)
                .hasSize(commands)
                .startsWith("OUTCOME 1 of 1")
                .endsWith("OUTCOME " + commands + " of " + commands);
        assertThat(ring.room()).isEqualTo(64);
    }

    @Test
    void shouldFenceOnTheFirstErrorOfAForce() {
        command(1);
        pipeline.stepAll();
        journal.isBroken = true;
        command(2);
        pipeline.stepWithoutSync();
        assertThat(pipeline.isFenced()).isFalse();
        pipeline.stepAll();
        assertThat(pipeline.isFenced()).isTrue();
        assertThat(errors).containsExactly("SYNC 2");
        assertThat(seen).endsWith("OUTCOME 2 of 2");
        assertThat(pipeline.isUnrecorded(1)).isFalse();
        assertThat(pipeline.isUnrecorded(2)).isTrue();
        journal.isBroken = false;
        command(3);
        pipeline.stepAll();
        assertThat(journal.appended).isEqualTo(2);
        assertThat(journal.forced).isEqualTo(1);
        assertThat(pipeline.isUnrecorded(3)).isTrue();
        assertThat(seen).endsWith("OUTCOME 3 of 3");
    }

    @Test
    void shouldForceWhatWasAppendedBeforeAnAppendFailed() {
        command(1);
        pipeline.stepWithoutSync();
        journal.isFull = true;
        command(2);
        pipeline.stepWithoutSync();
        assertThat(seen).isEmpty();
        pipeline.stepAll();
        assertThat(seen).containsExactly("OUTCOME 1 of 1", "OUTCOME 2 of 2");
        assertThat(pipeline.isUnrecorded(1)).isFalse();
        assertThat(pipeline.isUnrecorded(2)).isTrue();
        assertThat(pipeline.durableSequence()).isEqualTo(1);
    }

    @Test
    void shouldForceOnlyWhatIsConfigured() {
        publish(EventKind.UPDATE, null);
        pipeline.stepAll();
        assertThat(journal.forced).isZero();
        pipeline = pipeline(new Durability(true, false, false, false, false, false));
        publish(EventKind.UPDATE, null);
        pipeline.stepAll();
        assertThat(journal.forced).isEqualTo(1);
    }

    @Test
    void shouldNotHoldWhatNeedNotBeOnDisk() {
        pipeline = pipeline(new Durability(false, false, false, false, false, false));
        command(1);
        pipeline.stepWithoutSync();
        assertThat(seen).containsExactly("OUTCOME 1 of 1");
    }

    @Test
    void shouldAlwaysHoldASnapshot() {
        pipeline = pipeline(new Durability(false, false, false, false, false, false));
        publish(EventKind.SNAPSHOT, null);
        pipeline.stepWithoutSync();
        assertThat(seen).containsExactly("SNAPSHOT 1");
        pipeline.stepAll();
        assertThat(seen).containsExactly("SNAPSHOT 1", "settled 1");
    }
}
