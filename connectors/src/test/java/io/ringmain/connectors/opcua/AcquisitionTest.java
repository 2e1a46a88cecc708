package io.ringmain.connectors.opcua;

import static io.ringmain.connectors.opcua.StartedLink.awaitTrue;
import static io.ringmain.connectors.opcua.StartedLink.bound;
import static io.ringmain.connectors.opcua.StartedLink.polled;
import static io.ringmain.connectors.opcua.StartedLink.subscribed;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.spi.Acquisition;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Groups of sources against a server whose variables come, change and go. */
class AcquisitionTest {
    private static final int OUT_OF_SERVICE = 0x808D0000;

    private VariableServer server = VariableServer.start();
    private StartedLink link;

    @AfterEach
    void close() {
        if (link != null) {
            link.close();
        }
        server.close();
    }

    private static TagDefinition das(String name) {
        return subscribed(name, TagType.FLOAT64, "ns=2;s=" + name);
    }

    private static TagDefinition daq(String name) {
        return polled(name, TagType.FLOAT64, "ns=2;s=" + name);
    }

    private Acquisition subscriptions() {
        return link.core().acquisition(Mode.SUBSCRIBE, 0);
    }

    private Acquisition polls() {
        return link.core().acquisition(Mode.POLL, 50);
    }

    @Test
    void shouldTakeOtherTagsWhileTheLinkIsLive() {
        for (String name : List.of("A", "B", "C", "D")) {
            server.add(name, 1);
        }
        link = StartedLink.to(server.url(), List.of(das("A"), das("B"), daq("C")));
        awaitTrue(() -> link.core().newest.size() == 3);
        long cycles = polls().cycles();

        TagDefinition scaled = das("A").change()
                .conditioning(Conditioning.scaled(Scaling.factor(2, 0)))
                .build();
        link.core().newest.clear();
        assertThat(link.connector()
                        .tagsChanged(
                                List.of(bound(0, scaled), bound(2, daq("C")), bound(3, das("D")), bound(4, daq("D")))))
                .isTrue();
        awaitTrue(() -> link.core().newest.containsKey(0)
                && link.core().newest.containsKey(3)
                && link.core().newest.containsKey(4));
        server.set("B", 2);
        server.set("D", 3);

        awaitTrue(() ->
                Double.valueOf(3).equals(link.value(3)) && Double.valueOf(3).equals(link.value(4)));
        assertThat(link.core().newest).doesNotContainKey(1);
        assertThat(polls().cycles()).isGreaterThanOrEqualTo(cycles);
        assertThat(link.core().links).containsExactly(LinkState.OK);

        assertThat(link.connector().tagsChanged(List.of())).isTrue();
        link.core().newest.clear();
        assertThat(link.connector().tagsChanged(List.of(bound(7, das("A"))))).isTrue();
        awaitTrue(() -> Double.valueOf(1).equals(link.value(7)));
        assertThat(link.core().links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldStopAndStartOneGroupAndLeaveTheOthers() {
        server.add("A", 1);
        server.add("B", 1);
        link = StartedLink.to(server.url(), List.of(das("A"), daq("B")));
        awaitTrue(() -> subscriptions().phase() == AcquisitionPhase.RUNNING
                && polls().phase() == AcquisitionPhase.RUNNING
                && link.core().newest.size() == 2);

        assertThat(link.connector().control(Mode.SUBSCRIBE, 0, AcquisitionAction.STOP))
                .isTrue();
        awaitTrue(() -> link.status(0) == OUT_OF_SERVICE);
        server.set("A", 2);
        server.set("B", 2);
        awaitTrue(() -> Double.valueOf(2).equals(link.value(1)));
        assertThat(subscriptions().phase()).isEqualTo(AcquisitionPhase.STOPPED);
        assertThat(link.status(0)).isEqualTo(OUT_OF_SERVICE);

        link.connector().control(Mode.POLL, 50, AcquisitionAction.STOP);
        link.connector().control(Mode.SUBSCRIBE, 0, AcquisitionAction.START);
        awaitTrue(() -> Double.valueOf(2).equals(link.value(0)) && link.status(1) == OUT_OF_SERVICE);
        assertThat(polls().phase()).isEqualTo(AcquisitionPhase.STOPPED);

        link.connector().control(Mode.POLL, 50, AcquisitionAction.RESET);
        awaitTrue(() -> Double.valueOf(2).equals(link.value(1)) && polls().phase() == AcquisitionPhase.RUNNING);
        assertThat(link.connector().control(Mode.POLL, 51, AcquisitionAction.START))
                .isFalse();
    }

    @Test
    void shouldStayStoppedOverALostLink() {
        server.add("A", 1);
        link = StartedLink.to(server.url(), List.of(das("A")));
        awaitTrue(() -> Double.valueOf(1).equals(link.value(0)));
        link.connector().control(Mode.SUBSCRIBE, 0, AcquisitionAction.STOP);
        awaitTrue(() -> link.status(0) == OUT_OF_SERVICE);

        String url = server.url();
        server.close();
        awaitTrue(() -> link.core().link() == LinkState.UNAVAILABLE);
        link.core().newest.clear();
        server = new VariableServer(port(url), 1_000, new ConcurrentHashMap<>());
        server.add("A", 5);
        awaitTrue(() -> link.core().newest.containsKey(0));
        assertThat(link.status(0)).isEqualTo(OUT_OF_SERVICE);
        assertThat(subscriptions().phase()).isEqualTo(AcquisitionPhase.STOPPED);
    }

    private static int port(String url) {
        return Integer.parseInt(url.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    @Test
    void shouldBeFaultedWhenTheServerTakesNothingAndRunWhenItDoes() {
        link = StartedLink.to(server.url(), List.of(das("A"), daq("B")));
        awaitTrue(() -> subscriptions().phase() == AcquisitionPhase.FAULTED
                && polls().phase() == AcquisitionPhase.FAULTED
                && link.core().newest.size() == 2);
        assertThat(link.connector().detail()).contains("A: BadNodeIdUnknown");

        server.add("A", 1);
        server.add("B", 1);
        link.connector().control(Mode.SUBSCRIBE, 0, AcquisitionAction.RESET);
        link.connector().control(Mode.POLL, 50, AcquisitionAction.RESTART);

        awaitTrue(() -> subscriptions().phase() == AcquisitionPhase.RUNNING
                && polls().phase() == AcquisitionPhase.RUNNING
                && Double.valueOf(1).equals(link.value(0))
                && Double.valueOf(1).equals(link.value(1)));
    }

    @Test
    void shouldTakeNodesThatComeWhenTheServerTellsOfThem() {
        server.add("A", 1);
        server.add("B", 1);
        link = StartedLink.to(server.url(), List.of(das("A"), das("B"), das("C")));
        awaitTrue(() -> link.core().newest.size() == 3);
        assertThat(link.status(2)).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);

        server.add("C", 3);
        server.announce();

        awaitTrue(() -> Double.valueOf(3).equals(link.value(2)));
        assertThat(link.core().links).containsExactly(LinkState.OK);
        server.set("A", 2);
        awaitTrue(() -> Double.valueOf(2).equals(link.value(0)));
    }

    @Test
    void shouldSubscribeTenThousandItemsWithinTheServersLimit() {
        server.close();
        server = new VariableServer(StartedLink.freePort(), 100, new ConcurrentHashMap<>());
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            server.add("T" + i, i);
            tags.add(das("T" + i));
        }
        long begun = System.nanoTime();
        link = StartedLink.to(server.url(), tags);
        awaitTrue(() -> subscriptions().phase() == AcquisitionPhase.RUNNING);
        System.out.printf("10,000 items in %.1f s%n", (System.nanoTime() - begun) / 1e9);
        assertThat(subscriptions().requests()).isEqualTo(101);
        awaitTrue(() -> subscriptions().samples() >= 10_000);
    }

    @Test
    void shouldPollManyTagsInFewRequests() {
        List<TagDefinition> tags =
                IntStream.range(0, 1_000).mapToObj(i -> daq("T" + i)).toList();
        tags.forEach(tag -> server.add(tag.name(), 7));
        link = StartedLink.to(server.url(), tags, "batch-size", "250");

        awaitTrue(() -> polls().cycles() >= 5);
        link.connector().control(Mode.POLL, 50, AcquisitionAction.STOP);
        awaitTrue(() -> link.status(999) == OUT_OF_SERVICE);

        assertThat(polls().samples()).isEqualTo(polls().cycles() * 1_000);
        assertThat(polls().requests()).isBetween(polls().cycles() * 4, (polls().cycles() + 1) * 4);
        assertThat(polls().errors()).isZero();
    }

    @Test
    void shouldCountWhatTheServersQueueHasDropped() {
        server.add("A", 0);
        link = StartedLink.to(
                server.url(),
                List.of(TagDefinition.internal("A", TagType.FLOAT64)
                        .withSource(new TagSource(
                                "plant",
                                "ns=2;s=A",
                                Mode.SUBSCRIBE,
                                500,
                                Map.of("queue-size", "2", "sampling", "10ms")))));
        awaitTrue(() -> link.core().newest.size() == 1);

        int[] value = {0};
        awaitTrue(() -> {
            server.set("A", ++value[0]);
            return subscriptions().overruns() > 0;
        });
        assertThat(link.connector().detail()).contains("overflows");
    }

    @Test
    void shouldOnlyMarkTheTagWhenAServerSendsNonsense() {
        server.add("A", 1);
        server.add("B", 1);
        link = StartedLink.to(server.url(), List.of(das("A"), das("B")));
        awaitTrue(() -> link.core().newest.size() == 2);

        server.set("A", new DataValue(new Variant("no number"), StatusCode.GOOD, DateTime.now()));
        awaitTrue(() -> link.status(0) == Quality.BAD_TYPE_MISMATCH);
        server.set("A", new DataValue(new Variant(new Double[] {1.0, 2.0}), StatusCode.GOOD, DateTime.now()));
        server.set("A", new DataValue(Variant.NULL_VALUE, StatusCode.GOOD, DateTime.now()));
        awaitTrue(() -> link.status(0) == 0x80B10000);
        server.set("A", new DataValue(Variant.NULL_VALUE, new StatusCode(0x808C0000L), DateTime.now()));
        awaitTrue(() -> link.status(0) == Quality.BAD_SENSOR_FAILURE);
        long before = System.currentTimeMillis() * 1_000_000L;
        server.set("A", new DataValue(new Variant(Double.NaN), StatusCode.GOOD, new DateTime(Long.MAX_VALUE / 2)));
        awaitTrue(() -> Double.valueOf(Double.NaN).equals(link.value(0)));
        assertThat(link.core().newest(0).sourceTimeNs()).isGreaterThanOrEqualTo(before);
        server.set("A", 9);
        server.set("B", 9);
        awaitTrue(() ->
                Double.valueOf(9).equals(link.value(0)) && Double.valueOf(9).equals(link.value(1)));
        assertThat(link.connector().detail()).contains("type mismatches", "untimely 1");
        assertThat(link.core().links).containsExactly(LinkState.OK);
    }

    @Test
    void shouldFillAGapFromTheServersHistory() {
        Map<String, List<DataValue>> history = new ConcurrentHashMap<>();
        server.close();
        server = new VariableServer(StartedLink.freePort(), 1_000, history);
        server.add("A", 0);
        server.add("B", 0);
        server.add("C", 0);
        link = StartedLink.to(server.url(), List.of(das("A"), daq("B"), das("C")));
        awaitTrue(() -> link.core().newest.size() == 3);

        String url = server.url();
        server.close();
        awaitTrue(() -> link.core().link() == LinkState.UNAVAILABLE);
        // what the server's own sensors saw meanwhile
        long ticks = DateTime.now().getUtcTime();
        for (String name : List.of("A", "B")) {
            for (int i = 1; i <= 25; i++) {
                history.get(name)
                        .add(new DataValue(
                                new Variant((double) i), StatusCode.GOOD, new DateTime(ticks + i * 10_000L)));
            }
        }
        awaitTrue(() -> DateTime.now().getUtcTime() > ticks + 10_000_000L);
        server = new VariableServer(port(url), 1_000, history);
        server.add("A", 100);
        server.add("B", 100);
        server.add("C", 100);

        awaitTrue(() -> link.core().backfilled.size() == 50);
        awaitTrue(() -> Double.valueOf(100).equals(link.value(0))
                && Double.valueOf(100).equals(link.value(1))
                && Double.valueOf(100).equals(link.value(2)));
        for (int tag = 0; tag < 2; tag++) {
            int id = tag;
            assertThat(link.core().backfilled.stream()
                            .filter(update -> update.tagId() == id)
                            .map(update -> update.value()))
                    .isEqualTo(IntStream.rangeClosed(1, 25)
                            .mapToObj(i -> (Object) (double) i)
                            .toList());
        }
        assertThat(link.connector().counts()).containsEntry("Backfilled", 50L).containsEntry("GapsLeft", 0L);
        assertThat(link.core().publishingThreads).containsExactly("opcua-plant-publish");
        assertThat(server.historyReads).hasValueLessThan(10);
    }

    @Test
    void shouldFillNoGapWhenThatIsNotWanted() {
        Map<String, List<DataValue>> history = new ConcurrentHashMap<>();
        server.close();
        server = new VariableServer(StartedLink.freePort(), 1_000, history);
        server.add("A", 0);
        link = StartedLink.to(server.url(), List.of(das("A")), "history-backfill", "false");
        awaitTrue(() -> link.core().newest.size() == 1);
        String url = server.url();
        server.close();
        awaitTrue(() -> link.core().link() == LinkState.UNAVAILABLE);
        server = new VariableServer(port(url), 1_000, history);
        server.add("A", 100);
        awaitTrue(() -> Double.valueOf(100).equals(link.value(0)));
        server.set("A", 101);
        awaitTrue(() -> Double.valueOf(101).equals(link.value(0)));
        assertThat(server.historyReads).hasValue(0);
    }
}
