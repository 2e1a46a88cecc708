package io.ringmain.connectors.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.demo.DemoPlantServer.Pace;
import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.SimulatedPlant;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.eclipse.milo.opcua.sdk.client.AddressSpace;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.nodes.UaNode;
import org.eclipse.milo.opcua.sdk.client.nodes.UaVariableNode;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.ExtensionObject;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;
import org.eclipse.milo.opcua.stack.core.types.structured.Range;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an OPC UA client sees of the plant. */
class DemoPlantServerTest {
    private static final Map<Encoding, NodeId> TYPES = Map.of(
            Encoding.BOOLEAN, NodeIds.Boolean,
            Encoding.UINT16, NodeIds.UInt16,
            Encoding.INT32, NodeIds.Int32,
            Encoding.UINT32, NodeIds.UInt32,
            Encoding.INT64, NodeIds.Int64,
            Encoding.FLOAT, NodeIds.Float,
            Encoding.DOUBLE, NodeIds.Double,
            Encoding.STRING, NodeIds.String);

    private DemoPlantServer server;
    private OpcUaClient client;

    @BeforeEach
    void connect() throws Exception {
        server = new DemoPlantServer(new DemoPlant(3), 0, Pace.MANUAL).start();
        client = OpcUaClient.create(server.endpointUrl());
        client.connect();
    }

    @AfterEach
    void close() throws Exception {
        client.disconnect();
        server.close();
    }

    @Test
    void shouldServeEveryVariableInItsTypeAndAccess() throws Exception {
        AddressSpace nodes = client.getAddressSpace();
        for (PlantVariable variable : server.plant().variables()) {
            UaVariableNode node = (UaVariableNode) nodes.getNode(NodeId.parse(variable.address()));
            assertThat(node.getDataType()).as(variable.name()).isEqualTo(TYPES.get(variable.encoding()));
            assertThat(node.getDescription().text()).isEqualTo(variable.description());
            assertThat(AccessLevel.fromValue(node.getAccessLevel()).contains(AccessLevel.CurrentWrite))
                    .as(variable.name())
                    .isEqualTo(variable.isWritable());
            DataValue value = node.readValue();
            assertThat(value.value().getDataTypeId().orElseThrow().toNodeIdOrThrow(client.getNamespaceTable()))
                    .as(variable.name())
                    .isEqualTo(TYPES.get(variable.encoding()));
            assertThat(value.sourceTime()).isNotNull();
        }
    }

    @Test
    void shouldBeBrowsableAlongTheNames() throws Exception {
        List<String> areas = names(NodeIds.ObjectsFolder);
        assertThat(areas).contains("Plant", "Feed", "Reactor", "Product", "Utility");
        assertThat(names(NodeId.parse("ns=2;s=Feed.TK101"))).contains("Level", "Volume", "Overflow");
    }

    private List<String> names(NodeId folder) throws Exception {
        List<String> names = new ArrayList<>();
        for (UaNode node : client.getAddressSpace().browseNodes(folder)) {
            names.add(node.getBrowseName().name());
        }
        return names;
    }

    @Test
    void shouldTellRangeAndUnit() throws Exception {
        Range range = (Range) read("ns=2;s=Feed.TK101.Level.EURange");
        assertThat(range.getLow()).isEqualTo(0.0);
        assertThat(range.getHigh()).isEqualTo(100.0);
        EUInformation unit = (EUInformation) read("ns=2;s=Reactor.R201.Temperature.EngineeringUnits");
        assertThat(unit.getDisplayName().text()).isEqualTo("°C");
        // UNECE CEL, OPC 10000-8, 5.6.3
        assertThat(unit.getUnitId()).isEqualTo(4408652);
    }

    private Object read(String nodeId) throws Exception {
        DataValue value = client.readValue(0, TimestampsToReturn.Both, NodeId.parse(nodeId));
        return ((ExtensionObject) value.value().value()).decode(client.getStaticEncodingContext());
    }

    @Test
    void shouldRunInRealTime() {
        try (DemoPlantServer running = DemoPlantServer.start(new DemoPlant(1), 0)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> running.plant().steps() >= 10);
        }
    }

    @Test
    void shouldBeFoundAsASimulatedPlant() throws Exception {
        int port = server.port();
        server.close();
        SimulatedPlant simulation =
                ServiceLoader.load(SimulatedPlant.class).findFirst().orElseThrow();
        try (SimulatedPlant.Running running = simulation.start(port)) {
            assertThat(running.addresses()).containsExactly(simulation.address(port));
        }
    }

    @Test
    void shouldRefuseAnOccupiedPortInOneLine() throws Exception {
        try (ServerSocket occupied = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = occupied.getLocalPort();
            assertThatThrownBy(() -> DemoPlantServer.start(new DemoPlant(1), port))
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageStartingWith("demo plant: port " + port)
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void shouldRefuseAPortThatAnotherServerTookAfterTheProbe() {
        DemoPlantServer loser = new DemoPlantServer(new DemoPlant(1), 0, Pace.MANUAL);
        try (DemoPlantServer winner = new DemoPlantServer(new DemoPlant(1), loser.port(), Pace.MANUAL).start()) {
            assertThatThrownBy(loser::start)
                    .isInstanceOf(ProvisionException.class)
                    .hasMessageContaining(winner.endpointUrl() + " can not be served");
        }
    }

    @Test
    void shouldComeBackOnTheSamePort() throws Exception {
        int port = server.port();
        server.close();
        server = new DemoPlantServer(server.plant(), port, Pace.MANUAL).start();
        assertThat(server.endpointUrl()).contains(":" + port + "/");
    }
}
