package io.ringmain.gateway.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.opcua.server.OpcUaServerProvider;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.pipeline.ThreadingMode;
import io.ringmain.core.plant.Plant;
import io.ringmain.core.plant.PlantContext;
import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.gateway.auth.Access;
import io.ringmain.gateway.auth.AccessSettings;
import io.ringmain.gateway.auth.ServedAccess;
import io.ringmain.gateway.matrix.RightsTable.Decision;
import io.ringmain.gateway.matrix.RightsTable.Operation;
import io.ringmain.gateway.matrix.RightsTable.User;
import io.ringmain.gateway.testing.MemoryStore;
import io.ringmain.gateway.testing.MemoryUsers;
import io.ringmain.gateway.testing.TestValve;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.milo.opcua.sdk.client.OpcUaClient;
import org.eclipse.milo.opcua.sdk.client.identity.AnonymousProvider;
import org.eclipse.milo.opcua.sdk.client.identity.IdentityProvider;
import org.eclipse.milo.opcua.sdk.client.identity.UsernameProvider;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The users of {@code rights.txt} at the OPC UA server, with a client of Milo's: they may do the same as over HTTP. What is
 * asked for is of a wrong type or has too many arguments, so that it is refused once it is let through.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpcUaMatrixTest {
    private static final int NAMESPACE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Answers about nodes that there are not, which would say nothing of rights. */
    private static final Set<Long> NOT_THERE =
            Set.of(StatusCodes.Bad_NodeIdUnknown, StatusCodes.Bad_MethodInvalid, StatusCodes.Bad_NotWritable);

    private static final Variant[] TOO_MANY = new Variant[6];

    private final RightsTable table = RightsTable.read();
    private final MemoryUsers users = new MemoryUsers();
    private String url;
    private Access access;
    private Plant plant;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        Arrays.fill(TOO_MANY, new Variant("more"));
        table.users().forEach(user -> {
            if (!table.roleOf(user).isBuiltIn() && users.role(user.role()).isEmpty()) {
                users.createRole(table.roleOf(user));
            }
            users.put(user.name(), table.roleOf(user), user.areas().toArray(String[]::new));
        });
        url = "opc.tcp://127.0.0.1:" + freePort() + "/ringmain";
        access = new Access(users, folder.resolve("auth"), Clock.systemUTC(), AccessSettings.DEFAULT);
        MemoryStore store = new MemoryStore();
        plant = Plant.launch(new PlantContext()
                .site(site())
                .journalStore(store)
                .snapshotStore(store)
                .connectorProviders(List.of(new OpcUaServerProvider()))
                .machines(List.of(new TestValve()))
                .access(new ServedAccess(access, note -> {}))
                .dataFolder(folder)
                .mode(ThreadingMode.SHARED));
        await().atMost(PATIENCE).until(() -> plant.status().links().get(0).state() == LinkState.OK);
    }

    @AfterAll
    void stop() {
        plant.close();
        access.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        List<MachineDefinition> machines = new ArrayList<>();
        tags.add(TagDefinition.internal("Count", TagType.INT64));
        for (String area : MatrixSite.AREAS) {
            String tag = name(area, "Tag");
            tags.add(TagDefinition.builder(tag, TagType.FLOAT64)
                    .metadata(SiteMetadata.ofArea(area))
                    .build());
            AlarmDefinition alarm = AlarmDefinition.limit(tag, AlarmKind.HI, 80);
            alarms.add(alarm.withPolicy(alarm.policy().latching().confirmed()));
            machines.add(new MachineDefinition(
                    name(area, "Machine"),
                    "valve",
                    Duration.ofHours(1).toNanos(),
                    Map.of("count", "Count", "speed", tag),
                    Map.of()));
        }
        ConnectorDefinition server = new ConnectorDefinition(
                "ua", "opcua-server", Map.of("endpoint", url, "security", "None", "access", "*=read-write"));
        return new SiteDefinition("matrix", List.of(server), tags, alarms, machines);
    }

    private static String name(String area, String what) {
        return area.isEmpty() ? what : area + "." + what;
    }

    private OpcUaClient connect(IdentityProvider identity) throws UaException {
        OpcUaClient client = OpcUaClient.create(
                url,
                endpoints -> endpoints.stream().findFirst(),
                transport -> {},
                config -> config.setIdentityProvider(identity));
        try {
            client.connect();
        } catch (UaException e) {
            client.disconnect(); // it would go on for ever
            throw e;
        }
        return client;
    }

    @Test
    void shouldHaveALineForEveryMethodOfAnAlarm() throws UaException {
        Set<String> served = new TreeSet<>();
        OpcUaClient client = connect(new UsernameProvider("guest", MemoryUsers.PASSWORD));
        try {
            for (String object : List.of("Alarms/own.Tag.HI", "Alarms/own.Tag.HI/ShelvingState")) {
                client.getAddressSpace().browse(new NodeId(NAMESPACE, object)).stream()
                        .filter(reference -> reference.getNodeClass().name().equals("Method"))
                        .forEach(reference ->
                                served.add(reference.getBrowseName().name()));
            }
        } finally {
            client.disconnect();
        }
        Set<String> lines = table.operations().stream()
                .filter(operation -> operation.isOfOpcUa() && operation.name().contains("_"))
                .map(operation -> operation.name().substring(operation.name().indexOf('_') + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(served).isNotEmpty().isEqualTo(lines);
    }

    @Test
    void shouldLetNobodyInWithoutALogin() {
        assertThatThrownBy(() -> connect(AnonymousProvider.INSTANCE)).isInstanceOf(UaException.class);
        assertThatThrownBy(() -> connect(new UsernameProvider("administrator", "guessed")))
                .isInstanceOf(UaException.class);
    }

    @Test
    void shouldDecideAsTheTableSays() throws UaException {
        List<String> wrong = new ArrayList<>();
        int cells = 0;
        for (User user : table.users()) {
            OpcUaClient client = connect(new UsernameProvider(user.name(), MemoryUsers.PASSWORD));
            try {
                for (Operation operation : table.operations()) {
                    if (!operation.isOfOpcUa()) {
                        continue;
                    }
                    for (String area : MatrixSite.AREAS) {
                        boolean isExpected = user.decide(operation, area) == Decision.PASSED;
                        StatusCode status = ask(client, operation.name(), area);
                        boolean isRefused = status.value() == StatusCodes.Bad_UserAccessDenied;
                        if (isExpected == isRefused || NOT_THERE.contains(status.value())) {
                            wrong.add(operation + " in area '" + area + "' by " + user + ": " + status);
                        }
                        cells++;
                    }
                }
            } finally {
                client.disconnect();
            }
        }
        System.out.println("authorization matrix, OPC UA: " + cells + " cells");
        assertThat(wrong).isEmpty();
    }

    private static StatusCode ask(OpcUaClient client, String what, String area) throws UaException {
        String tag = name(area, "Tag");
        String machine = "Engines/" + name(area, "Machine");
        return switch (what) {
            case "Read:tag" ->
                client.readValue(0, TimestampsToReturn.Neither, new NodeId(NAMESPACE, tag))
                        .statusCode();
            case "Write:tag" -> write(client, tag);
            case "Write:attribute" -> write(client, machine + "/Attributes/speed");
            case "Write:engineer-attribute" -> write(client, machine + "/Attributes/auto");
            case "Write:interval" -> write(client, machine + "/Interval");
            case "Call:Transition" -> call(client, machine, new NodeId(NAMESPACE, machine + "/Transition"));
            case "Call:Confirm" -> call(client, machine, new NodeId(NAMESPACE, machine + "/Confirm"));
            case "Call:To" -> call(client, machine, new NodeId(NAMESPACE, machine + "/To/OPEN"));
            default -> call(client, "Alarms/" + tag + ".HI", method(what));
        };
    }

    private static NodeId method(String name) {
        try {
            return (NodeId) NodeIds.class.getField(name).get(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A text, which none of the nodes takes. */
    private static StatusCode write(OpcUaClient client, String node) throws UaException {
        return client.writeValues(
                        List.of(new NodeId(NAMESPACE, node)), List.of(DataValue.valueOnly(new Variant("text"))))
                .get(0);
    }

    private static StatusCode call(OpcUaClient client, String object, NodeId method) throws UaException {
        return client.call(List.of(new CallMethodRequest(new NodeId(NAMESPACE, object), method, TOO_MANY)))
                .getResults()[0]
                .getStatusCode();
    }
}
