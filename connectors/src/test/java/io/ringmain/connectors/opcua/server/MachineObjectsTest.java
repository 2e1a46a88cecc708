package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.site.SiteDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.CallMethodResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineObjectsTest {
    private static final String V = "Engines/Feed.XV101";

    private ServedPlantRun run;
    private UaTestClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        run = new ServedPlantRun.Recipe()
                .machines(new Valve())
                .site(new SiteDefinition(
                        "test",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new MachineDefinition("Feed.XV101", "valve", 20_000_000, Map.of(), Map.of()))))
                .start(folder);
        client = UaTestClient.connect(run.url());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        run.close();
    }

    @Test
    void shouldShowAMachineWithItsFiguresAndTransitions() throws Exception {
        assertThat(client.browse("Engines")).containsExactly("Feed.XV101");
        assertThat(client.browse(V))
                .contains(
                        "State",
                        "Interval",
                        "Steps",
                        "Registers",
                        "Attributes",
                        "Closed",
                        "Open",
                        "Transition",
                        "Confirm")
                .doesNotContain("Broken");
        assertThat((LocalizedText[]) client.value(V + "/State/EnumStrings"))
                .extracting(LocalizedText::text)
                .containsExactly("Closed", "Open", "Broken");
        assertThat(client.value(V + "/StateName")).isEqualTo("Closed");
        assertThat(client.value(V + "/Interval")).isEqualTo(20.0);
        await().until(() -> (Long) client.value(V + "/Registers/Count") > 2);
    }

    @Test
    void shouldMoveAMachineByAMethod() throws Exception {
        CallMethodResult result = client.call(V, V + "/To/Open", "start of shift");
        assertThat(result.getStatusCode().value()).isZero();
        assertThat(result.getOutputArguments()[0].value()).isEqualTo(0L);
        assertThat(client.value(V + "/StateName")).isEqualTo("Open");
    }

    @Test
    void shouldAskForAConfirmationWhereTheMachineDemandsOne() throws Exception {
        client.call(V, V + "/Transition", "Open", "");
        CallMethodResult asked = client.call(V, V + "/Transition", "Closed", "end of shift");
        long confirmation = (Long) asked.getOutputArguments()[0].value();
        assertThat(confirmation).isPositive();
        assertThat(client.value(V + "/StateName")).isEqualTo("Open");
        assertThat(client.value(V + "/PendingState")).isEqualTo("Closed");
        assertThat(client.call(V, V + "/Confirm", confirmation + 1, "")
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_InvalidState);
        assertThat(client.call(V, V + "/Confirm", confirmation, "")
                        .getStatusCode()
                        .value())
                .isZero();
        assertThat(client.value(V + "/StateName")).isEqualTo("Closed");
    }

    @Test
    void shouldRefuseWrongCalls() throws Exception {
        assertThat(client.call(V, V + "/Transition", "Nowhere", "")
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_InvalidArgument);
        assertThat(client.call(V, V + "/Transition", "Open").getStatusCode().value())
                .isEqualTo(StatusCodes.Bad_ArgumentsMissing);
        assertThat(client.call(V, V + "/To/Broken", "").getStatusCode().value())
                .isEqualTo(StatusCodes.Bad_MethodInvalid);
        assertThat(client.call("Engines/None", V + "/To/Open", "")
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_NodeIdUnknown);
    }

    @Test
    void shouldSetWhatIsOpenToOperatorsOnly() throws Exception {
        assertThat(client.write(V + "/Attributes/Travel", 3.5)).isZero();
        assertThat(client.value(V + "/Attributes/Travel")).isEqualTo(3.5);
        assertThat(client.write(V + "/Attributes/Travel", 11)).isEqualTo(StatusCodes.Bad_OutOfRange);
        assertThat(client.write(V + "/Attributes/Strokes", 3)).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        assertThat(client.write(V + "/Interval", 50.0)).isEqualTo(StatusCodes.Bad_UserAccessDenied);
        assertThat(client.write(V + "/Steps", 0)).isEqualTo(StatusCodes.Bad_NotWritable);
    }
}
