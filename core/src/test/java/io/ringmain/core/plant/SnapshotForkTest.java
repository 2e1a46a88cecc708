package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.logic.Images;
import io.ringmain.core.logic.Logic;
import io.ringmain.core.ring.Accounting;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.Outbox;
import io.ringmain.core.ring.Result;
import io.ringmain.core.spi.JournalReader;
import org.junit.jupiter.api.Test;

/** A state that was saved and loaded goes on as the one that was not: timers, sweeps and commands under way included. */
class SnapshotForkTest {
    private static final int FORK_EVERY = 97;

    private final Outbox outbox = new Outbox(16 * 1024);
    private final Outbox forkOutbox = new Outbox(16 * 1024);
    private final Logic logic = logic(outbox);
    private Logic fork;
    private long events;
    private long forks;

    private static Logic logic(Outbox outbox) {
        return new Logic(MachineRun.byType(), outbox, new Accounting(), (stage, at, error) -> {});
    }

    private void take(Event event) {
        if (fork == null || events % FORK_EVERY == 0) {
            byte[] image = Images.save(logic);
            if (fork != null) {
                assertThat(fork.stateHash()).isEqualTo(logic.stateHash());
            }
            fork = logic(forkOutbox);
            Images.load(fork, image);
            forks++;
        }
        long from = forkOutbox.tail();
        long ingressTimeNs = event.ingressTimeNs;
        fork.onEvent(event);
        byte disposition = event.disposition;
        event.ingressTimeNs = ingressTimeNs;
        logic.onEvent(event);
        assertThat(disposition).isEqualTo(event.disposition);
        assertThat(forkOutbox.tail() - from)
                .as("results at %d", event.sequence)
                .isEqualTo(event.resultsTo - event.resultsFrom);
        Result one = new Result();
        Result other = new Result();
        for (long i = 0; i < event.resultsTo - event.resultsFrom; i++) {
            assertThat(outbox.wrap(event.resultsFrom + i, one).isSameAs(forkOutbox.wrap(from + i, other)))
                    .as("at %d: %s and %s", event.sequence, one, other)
                    .isTrue();
        }
        assertThat(fork.stateHash()).as("at %d", event.sequence).isEqualTo(logic.stateHash());
        outbox.release(outbox.tail());
        forkOutbox.release(forkOutbox.tail());
        events++;
    }

    @Test
    void shouldGoOnTheSameFromASnapshotTakenAtAnyMoment() {
        MemoryJournalStore store = new MemoryJournalStore();
        ThreadingModesTest.goldenRun(store);
        takeAll(store);
        assertThat(forks).isGreaterThan(300);
        assertThat(logic.isHashConsistent()).isTrue();
    }

    @Test
    void shouldGoOnTheSameWithEveryBuiltInMachine() {
        MemoryJournalStore store = new MemoryJournalStore();
        new MachineRun(20_251_121, store).run(2_000).assertReplays();
        takeAll(store);
        assertThat(forks).isGreaterThan(25);
        assertThat(logic.isHashConsistent()).isTrue();
    }

    @Test
    void shouldGoOnTheSameWhileDerivedTagsArePending() {
        MemoryJournalStore store = new MemoryJournalStore();
        DerivedTagsTest.wideRun(store);
        takeAll(store);
        assertThat(forks).isGreaterThan(3);
        assertThat(logic.isHashConsistent()).isTrue();
    }

    private void takeAll(MemoryJournalStore store) {
        BatchDecoder decoder = new BatchDecoder();
        try (JournalReader reader = store.reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        take(decoder.event());
                    }
                }
            })) {
                // The handler takes the events.
            }
        }
    }
}
