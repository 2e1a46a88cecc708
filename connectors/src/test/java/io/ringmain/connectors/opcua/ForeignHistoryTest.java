package io.ringmain.connectors.opcua;

import static io.ringmain.connectors.opcua.StartedLink.awaitTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.testing.NodePeer;
import io.ringmain.connectors.testing.RecordingContext.Update;
import io.ringmain.connectors.testing.TcpRelay;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A server of another maker that goes on measuring while the link is lost. */
class ForeignHistoryTest {

    @Test
    void shouldFillWhatTheServersQueueHadNoRoomFor() throws Exception {
        int port = StartedLink.freePort();
        try (NodePeer peer = NodePeer.start("opcua-types.js", Integer.toString(port))) {
            peer.await("ready");
            TcpRelay relay = new TcpRelay(port);
            try (relay;
                    StartedLink link = StartedLink.to(
                            "opc.tcp://127.0.0.1:" + relay.port() + "/types",
                            List.of(StartedLink.tag(
                                    "A.Level",
                                    TagType.FLOAT64,
                                    Mode.SUBSCRIBE,
                                    "nsu=urn:ringmain:types;s=Level",
                                    Map.of("queue-size", "2", "sampling", "10ms"))),
                            "publishing-interval",
                            "1s",
                            // until then nobody knows of what the server has published into the lost connection
                            "keep-alive-interval",
                            "2s")) {
                awaitTrue(() -> Double.valueOf(100).equals(link.value(0)));

                relay.cut(true);
                awaitTrue(() -> link.core().link() == LinkState.UNAVAILABLE);
                order(peer, "ramp Level 1 30 100");
                relay.cut(false);
                awaitTrue(() -> link.core().link() == LinkState.OK);
                order(peer, "set Level 77");
                awaitTrue(() -> Double.valueOf(77).equals(link.value(0)));
                awaitTrue(() -> !link.core().backfilled.isEmpty());

                awaitTrue(() -> missing(link).isEmpty());
                assertThat(link.core().backfilled.stream().map(Update::sourceTimeNs))
                        .doesNotContainAnyElementsOf(link.core().updates.stream()
                                .map(Update::sourceTimeNs)
                                .toList())
                        .doesNotHaveDuplicates();
            }
        }
    }

    private static void order(NodePeer peer, String line) {
        peer.say(line);
        peer.await("done");
    }

    /** Of what was measured meanwhile: what came neither live nor late. */
    private static List<Double> missing(StartedLink link) {
        List<Double> missing = new ArrayList<>();
        for (double i = 1; i <= 30; i++) {
            double value = i;
            boolean isThere = link.core().updates.stream()
                            .anyMatch(update -> Double.valueOf(value).equals(update.value()))
                    || link.core().backfilled.stream()
                            .anyMatch(update -> Double.valueOf(value).equals(update.value()));
            if (!isThere) {
                missing.add(value);
            }
        }
        return missing;
    }
}
