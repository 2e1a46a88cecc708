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
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An outbox in which LOGIC has room for two results more than an event can need. */
class OutboxRoomTest {
    private final Accounting accounting = new Accounting();
    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(64, 1, last);
    private final Ring.Cursor logicCursor = new Ring.Cursor();
    private final Ring.Cursor journalCursor = new Ring.Cursor();
    private final Outbox outbox = new Outbox(Logic.MAX_RESULTS + 1);
    private final IngressClock clock = new IngressClock(0, () -> 0);
    private final CountingJournal target = new CountingJournal();

    private final LogicStage logic = new LogicStage(
            ring,
            new Logic(Map.of(), outbox, accounting, OutboxRoomTest::fail),
            outbox,
            logicCursor,
            OutboxRoomTest::fail,
            new StageCounters(),
            clock);
    private final JournalStage journal = new JournalStage(
            ring,
            logicCursor,
            journalCursor,
            outbox,
            target,
            Durability.DEFAULT,
            OutboxRoomTest::fail,
            new StageCounters(),
            clock);
    private final OutcomeStage outcomes = new OutcomeStage(
            ring,
            journalCursor,
            last,
            outbox,
            new Ignoring(),
            Durability.DEFAULT,
            journal,
            new SyncStage(journal, target, OutboxRoomTest::fail, clock),
            OutboxRoomTest::fail,
            new StageCounters(),
            clock);

    private static final class Ignoring implements OutcomeHandler {
        @Override
        public void onEvent(Event event) {}

        @Override
        public void onSettled(Event event) {}

        @Override
        public void onResult(Event event, Result result) {}

        @Override
        public void onBatchEnd(long sequence) {}
    }

    private static void fail(String stage, long sequence, Throwable error) {
        throw new AssertionError(stage + " " + sequence, error);
    }

    /** Commands that LOGIC refuses, which is a result of each. */
    private void publish(int commands) {
        for (int id = 1; id <= commands; id++) {
            long slot = ring.tryClaim();
            ring.slot(slot).reset(EventKind.COMMAND, 0, 0);
            ring.slot(slot).command =
                    new Command(7, id, Command.Kind.WRITE, 99, 0, TagType.BOOL, 1, "", "olga", "because");
            ring.publish(slot);
        }
    }

    @Test
    void shouldWakeLogicThatSleepsWhileTheOutboxIsFull() {
        publish(3);
        assertThat(logic.doWork()).isEqualTo(2);
        assertThat(logic.doWork()).isZero();
        ring.bell().lieDown();
        journal.doWork();
        assertThat(ring.bell().hasRung()).isFalse();
        outcomes.doWork();
        assertThat(ring.bell().hasRung()).isTrue();
        assertThat(logic.doWork()).isEqualTo(1);
    }

    @Test
    void shouldLetLogicSleepWhenThereIsRoom() {
        publish(1);
        assertThat(logic.doWork()).isEqualTo(1);
        ring.bell().lieDown();
        journal.doWork();
        outcomes.doWork();
        assertThat(ring.bell().hasRung()).isFalse();
    }
}
