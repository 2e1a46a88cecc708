package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoverTest {
    private static final ReadSource SOURCE = ReadSource.of(TestItems.item(0, TagType.INT64, "ns=2;s=A.B"));
    private static final SourceGroup GROUP = new SourceGroup(new Acquisition(TagSource.Mode.SUBSCRIBE, 0));

    private final OpcUaCounters counters = new OpcUaCounters();
    private final Handover handover = new Handover(counters);
    private final RecordingContext core = new RecordingContext(List.of());
    private final Thread publisher =
            new Thread(new PublishingLoop(handover, core, counters, new Backfill(false, 0, counters)), "publish");

    @AfterEach
    void stop() throws InterruptedException {
        publisher.interrupt();
        publisher.join(5_000);
    }

    private static Handover.Values value(long session, long number) {
        return new Handover.Values(
                session, GROUP, new ReadSource[] {SOURCE}, new DataValue[] {new DataValue(new Variant(number))}, 1, 0);
    }

    @Test
    void shouldMakeCallbacksWaitWhenFullAndLoseNothing() {
        handover.put(new Handover.LinkChange(1, LinkState.OK));
        Thread callback = new Thread(() -> {
            for (int i = 0; i < 3_000; i++) {
                handover.put(value(1, i));
            }
        });
        callback.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> counters.waits.sum() == 1);

        publisher.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> core.updates.size() == 3_000);
        for (int i = 0; i < 3_000; i++) {
            assertThat(core.updates.get(i).value()).isEqualTo((long) i);
        }
        assertThat(counters.received.sum()).isEqualTo(3_000);
        assertThat(counters.published.sum()).isEqualTo(3_000);
    }

    @Test
    void shouldMakeAServerWaitThatSendsAMillionValuesAtOnce() {
        handover.put(new Handover.LinkChange(1, LinkState.OK));
        int many = 60_000;
        ReadSource[] sources = new ReadSource[many];
        DataValue[] values = new DataValue[many];
        Arrays.fill(sources, SOURCE);
        Arrays.fill(values, new DataValue(new Variant(1L)));
        Thread callback = new Thread(() -> {
            for (int i = 0; i < 17; i++) {
                handover.put(new Handover.Values(1, GROUP, sources, values, many, 0));
            }
        });
        callback.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> counters.waits.sum() == 1);
        assertThat(counters.received.sum()).isZero();

        core.isFull = true; // it keeps none of them
        publisher.start();

        await().atMost(Duration.ofSeconds(60)).until(() -> counters.refused.sum() == 17L * many);
        assertThat(GROUP.notes().samples()).isGreaterThanOrEqualTo(17L * many);
    }

    @Test
    void shouldGoOnAfterAnUnexpectedException() {
        publisher.start();
        handover.put(new Handover.LinkChange(1, LinkState.OK));
        core.isBroken = true;
        handover.put(value(1, 1));
        await().atMost(Duration.ofSeconds(60)).until(() -> counters.errors.sum() == 1);
        core.isBroken = false;
        handover.put(value(1, 2));

        await().atMost(Duration.ofSeconds(60)).until(() -> core.updates.size() == 1);
        assertThat(core.newest(0).value()).isEqualTo(2L);
    }

    @Test
    void shouldDropWhatComesFromALostConnection() {
        publisher.start();
        handover.put(new Handover.LinkChange(1, LinkState.OK));
        handover.put(value(1, 10));
        handover.put(new Handover.LinkChange(0, LinkState.UNAVAILABLE));
        handover.put(value(1, 11));
        handover.put(new Handover.LinkChange(2, LinkState.OK));
        handover.put(value(1, 12));
        handover.put(value(2, 20));

        await().atMost(Duration.ofSeconds(60)).until(() -> core.updates.size() == 2);
        assertThat(core.updates).extracting(RecordingContext.Update::value).containsExactly(10L, 20L);
        assertThat(core.links).containsExactly(LinkState.OK, LinkState.UNAVAILABLE, LinkState.OK);
        assertThat(counters.outdated.sum()).isEqualTo(2);
    }
}
