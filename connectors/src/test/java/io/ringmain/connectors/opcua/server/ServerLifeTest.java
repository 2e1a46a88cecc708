package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaMonitoredItem;
import org.eclipse.milo.opcua.sdk.client.subscriptions.OpcUaSubscription;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.BrowseDirection;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseDescription;
import org.eclipse.milo.opcua.stack.core.types.structured.BrowseResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLifeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SiteDefinition SITE = new SiteDefinition(
            "test",
            List.of(),
            IntStream.range(0, 30)
                    .mapToObj(i -> TagDefinition.internal("A.T" + i, TagType.FLOAT64))
                    .toList(),
            List.of(),
            List.of());

    @TempDir
    private Path folder;

    private static ServedPlantRun.Recipe recipe() {
        return new ServedPlantRun.Recipe().site(SITE);
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("opcua-server-"))
                .toList();
    }

    @Test
    void shouldLeaveNoThreadAndNoPortBehindAfterManyStarts() throws Exception {
        ServedPlantRun.Recipe recipe = recipe();
        int starts = Integer.getInteger("ringmain.opcua-server.starts", 3);
        for (int i = 0; i < starts; i++) {
            try (ServedPlantRun run = recipe.start(folder);
                    UaTestClient client = UaTestClient.connect(run.url())) {
                assertThat(client.browse("CVT")).containsExactly("A");
            }
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(threads()).isEmpty());
        }
    }

    @Test
    void shouldSayThatThePortIsTakenAndServeWhenItIsFree() throws Exception {
        ServedPlantRun.Recipe recipe = recipe().setting("retry", "100ms");
        ServedPlantRun run;
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), recipe.port()));
            run = recipe.launch(folder);
            run.awaitLink(LinkState.FAILED);
            assertThat(run.detail()).contains("port " + recipe.port()).contains("can not be used");
        }
        try (run) {
            run.awaitLink(LinkState.OK);
            try (UaTestClient client = UaTestClient.connect(run.url())) {
                await().atMost(PATIENCE).until(() -> run.detail().contains("127.0.0.1)"));
                assertThat(client.browse("CVT")).containsExactly("A");
            }
        }
    }

    @Test
    void shouldCloseConnectionsThatNeverSpeakAndThoseBeyondTheLimit() throws Exception {
        ServedPlantRun.Recipe recipe =
                recipe().setting("hello-timeout", "200ms").setting("max-connections", "2");
        try (ServedPlantRun run = recipe.start(folder);
                Socket first = connect(recipe.port());
                Socket second = connect(recipe.port());
                Socket third = connect(recipe.port())) {
            for (Socket silent : List.of(first, second, third)) {
                silent.setSoTimeout((int) PATIENCE.toMillis());
                assertThat(silent.getInputStream().read()).isEqualTo(-1);
            }
            try (UaTestClient client = UaTestClient.connect(run.url())) {
                assertThat(client.browse("CVT")).containsExactly("A");
            }
        }
    }

    private static Socket connect(int port) throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void shouldRefuseMoreSessionsThanItMayHave() throws Exception {
        try (ServedPlantRun run = recipe().setting("max-sessions", "1").start(folder);
                UaTestClient client = UaTestClient.connect(run.url())) {
            assertThatThrownBy(() -> UaTestClient.connect(run.url()))
                    .isInstanceOf(UaException.class)
                    .hasMessageContaining("TooManySessions");
            assertThat(client.browse("CVT")).containsExactly("A");
        }
    }

    @Test
    void shouldGiveALongListPieceByPieceAndNoMoreNodesThanAllowed() throws Exception {
        try (ServedPlantRun run = recipe().setting("max-references-per-node", "10")
                        .setting("max-nodes-per-request", "10")
                        .start(folder);
                UaTestClient client = UaTestClient.connect(run.url())) {
            BrowseResult first = client.milo()
                    .browse(new BrowseDescription(
                            UaTestClient.id("CVT/A"),
                            BrowseDirection.Forward,
                            NodeId.NULL_VALUE,
                            true,
                            uint(0),
                            uint(63)));
            assertThat(first.getReferences()).hasSize(10);
            assertThat(client.browse("CVT/A")).hasSize(30);
            List<NodeId> many = IntStream.range(0, 11)
                    .mapToObj(i -> UaTestClient.id("A.T" + i))
                    .toList();
            assertThatThrownBy(() -> client.milo().readValues(0, null, many)).isInstanceOf(UaException.class);
            assertThat(client.write("A.T1", "text")).isEqualTo(StatusCodes.Bad_TypeMismatch);
        }
    }

    /** Takes as long as a session may be silent, at least 5 s. */
    @Test
    void shouldClearAwayWhatAClientThatIsGoneHadSubscribed() throws Exception {
        ServedPlantRun.Recipe recipe = recipe().setting("max-session-timeout", "5s");
        try (ServedPlantRun run = recipe.start(folder)) {
            UaTestClient client = UaTestClient.connect(run.url());
            OpcUaSubscription subscription = new OpcUaSubscription(client.milo(), 50.0);
            subscription.create();
            subscription.addMonitoredItem(OpcUaMonitoredItem.newDataItem(UaTestClient.id("A.T1")));
            subscription.createMonitoredItems();
            await().atMost(PATIENCE).until(() -> items(run) == 1);
            client.milo().getTransport().disconnect().get();
            await().atMost(PATIENCE.multipliedBy(3)).until(() -> items(run) == 0);
        }
    }

    private static long items(ServedPlantRun run) {
        return run.plant().status().links().stream()
                .filter(link -> link.name().equals("ua"))
                .mapToLong(link -> link.counts().getOrDefault("Items", -1L))
                .sum();
    }
}
