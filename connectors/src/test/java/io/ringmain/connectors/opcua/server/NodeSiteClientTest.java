package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.testing.NodePeer;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The served site as a client of another maker sees it. */
class NodeSiteClientTest {
    private static final SiteDefinition SITE = new SiteDefinition(
            "test",
            List.of(),
            List.of(TagDefinition.builder("Feed.TK101.Level", TagType.FLOAT64)
                    .unit("%")
                    .range(0, 100)
                    .description("level of the raw water tank")
                    .build()),
            List.of(),
            List.of(new MachineDefinition("Feed.XV101", "valve", 20_000_000, Map.of(), Map.of())));

    @Test
    void shouldBrowseReadWriteSubscribeCallAndReadHistory(@TempDir Path folder) {
        StoredHistory history = new StoredHistory();
        long nowNs = System.currentTimeMillis() * 1_000_000;
        for (int i = 1; i <= 5; i++) {
            history.add(nowNs - (6 - i) * 60_000_000_000L, i);
        }
        ServedPlantRun.Recipe recipe =
                new ServedPlantRun.Recipe().machines(new Valve()).site(SITE).history(history);
        try (ServedPlantRun run = recipe.start(folder);
                NodePeer client = NodePeer.start("site-client.js", run.url())) {
            client.await("ready");
            assertThat(ask(client, "browse", "CVT/Feed.TK101")).isEqualTo("Level");
            assertThat(ask(client, "write", "Feed.TK101.Level 12.5")).isEqualTo("Good");
            assertThat(ask(client, "read", "Feed.TK101.Level")).isEqualTo("Good 12.5");
            assertThat(ask(client, "write", "Feed.TK101.Level 101")).isEqualTo("BadOutOfRange");
            assertThat(ask(client, "read", "Feed.Nowhere")).startsWith("BadNodeIdUnknown");
            assertThat(ask(client, "attributes", "Feed.TK101.Level"))
                    .contains("\"Description\":\"level of the raw water tank\"")
                    .contains("\"high\":100")
                    .contains("\"unitId\":" + ('P' << 8 | '1'));
            client.say("watch Feed.TK101.Level");
            assertThat(client.await("value ")).isEqualTo("12.5");
            run.publish("Feed.TK101.Level", 13);
            assertThat(client.await("value ")).isEqualTo("13");
            assertThat(ask(client, "call", "Engines/Feed.XV101 Engines/Feed.XV101/To/Open shift"))
                    .isEqualTo("Good [0]");
            assertThat(ask(client, "read", "Engines/Feed.XV101/StateName")).isEqualTo("Good Open");
            // with the bounds at both ends, of which there are none
            assertThat(ask(client, "history", "Feed.TK101.Level")).isEqualTo("7");
        }
    }

    private static String ask(NodePeer client, String order, String what) {
        client.say(order + " " + what);
        return client.await(order + " ");
    }
}
