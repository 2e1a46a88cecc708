package io.ringmain.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Backpressure;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.IngressClock;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.ring.Ring;
import io.ringmain.core.ring.SourcePublisher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What should not happen, in each stage: the event is dealt with once, and the ring goes on. */
class StageErrorsTest {
    private final List<String> errors = new ArrayList<>();
    private final List<Long> handled = new ArrayList<>();
    private final List<Byte> dispositions = new ArrayList<>();
    private final Accounting accounting = new Accounting();
    private final Ring.Cursor last = new Ring.Cursor();
    private final Ring ring = new Ring(64, 1, last);
    private final Outbox outbox = new Outbox(8192);
    private Error failure;

    private final CountingJournal journal = new CountingJournal();

    private final OutcomeHandler handler = new OutcomeHandler() {
        @Override
        public void onEvent(Event event) {
            handled.add(event.sequence);
            dispositions.add(event.disposition);
            if (failure != null) {
                throw failure;
            }
        }

        @Override
        public void onResult(Event event, Result result) {}

        @Override
        public void onBatchEnd(long sequence) {
            if (failure != null) {
                throw failure;
            }
        }
    };

    private final Pipeline pipeline = new Pipeline(
            ThreadingMode.INVOKER,
            Idle.PARK,
            ring,
            last,
            new Logic(Map.of(), outbox, accounting, this::onError),
            outbox,
            journal,
            Durability.DEFAULT,
            handler,
            this::onError,
            new IngressClock(0, () -> 0));

    private void onError(String stage, long sequence, Throwable error) {
        errors.add(stage + " " + sequence);
    }

    private void publish(byte kind) {
        long slot = ring.tryClaim();
        ring.slot(slot).reset(kind, 0, 0);
        ring.publish(slot);
    }

    @Test
    void shouldQuarantineAnEventOfUnknownKindAndGoOn() {
        publish((byte) 99);
        publish(EventKind.SNAPSHOT);
        pipeline.stepAll();
        assertThat(errors).containsExactly("LOGIC 1");
        assertThat(handled).containsExactly(1L, 2L);
        assertThat(dispositions).containsExactly(Event.QUARANTINED, Event.APPLIED);
        assertThat(accounting.quarantined(0)).isEqualTo(1);
        assertThat(pipeline.isFenced()).isFalse();
    }

    @Test
    void shouldNotStopTheRingByACommandThatCanNotBeRecorded() {
        publish(EventKind.COMMAND);
        publish(EventKind.SNAPSHOT);
        pipeline.stepAll();
        assertThat(pipeline.isFenced()).isTrue();
        assertThat(handled).containsExactly(1L, 2L);
        assertThat(errors).contains("LOGIC 1", "JOURNAL 1");
        assertThat(journal.appended).isZero();
        assertThat(pipeline.isUnrecorded(1)).isTrue();
    }

    @Test
    void shouldNotHandOverTwiceWhenAReceiverFailsWithAnError() {
        failure = new NoClassDefFoundError("a class of the receiver's");
        for (int i = 0; i < 200; i++) {
            publish(EventKind.SNAPSHOT);
            pipeline.stepAll();
        }
        assertThat(handled).hasSize(200).doesNotHaveDuplicates();
        assertThat(pipeline.counters(2).errors()).isEqualTo(400);
        assertThat(ring.room()).isEqualTo(64);
    }

    @Test
    void shouldNotLoseASlotToATextThatIsShorterThanItsLength() {
        SourcePublisher source = new SourcePublisher(
                ring, new IngressClock(1, () -> 0), accounting, accounting.register("s"), Backpressure.REFUSE);
        assertThatThrownBy(() -> source.update(0, new byte[3], 5, 0, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        publish(EventKind.SNAPSHOT);
        pipeline.stepAll();
        assertThat(handled).containsExactly(1L);
        assertThat(accounting.received(0)).isZero();
    }
}
