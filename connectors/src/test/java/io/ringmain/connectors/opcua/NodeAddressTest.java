package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.eclipse.milo.opcua.stack.core.NamespaceTable;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeAddressTest {
    private final NamespaceTable namespaces = new NamespaceTable();

    private NodeId node(String address) {
        return NodeAddress.parse(address).resolve(namespaces);
    }

    @Test
    void shouldLeaveBracketsToTheNodeId() {
        NodeAddress address = NodeAddress.parse("ns=3;s=\"DB\".\"Curve\"[3]");
        assertThat(address.resolve(namespaces)).isEqualTo(new NodeId(3, "\"DB\".\"Curve\"[3]"));
        assertThat(address.indexRange()).isNull();
    }

    @Test
    void shouldTakeElementsRangesAndFields() {
        assertThat(NodeAddress.parse("ns=2;s=A#[3]").indexRange()).isEqualTo("3");
        assertThat(NodeAddress.parse("ns=2;s=A#[3]").isElement()).isTrue();
        assertThat(NodeAddress.parse("ns=2;s=A#[0:9]").indexRange()).isEqualTo("0:9");
        assertThat(NodeAddress.parse("ns=2;s=A#[0:9]").isElement()).isFalse();
        assertThat(NodeAddress.parse("ns=2;s=A#[1,2]").indexRange()).isEqualTo("1,2");
        assertThat(NodeAddress.parse("ns=2;s=A#motor.speeds[2]").path())
                .isEqualTo(List.of(new NodeAddress.Step("motor", -1), new NodeAddress.Step("speeds", 2)));
        assertThat(NodeAddress.parse("ns=2;s=A#[1].motor").indexRange()).isEqualTo("1");
        assertThat(NodeAddress.parse("ns=2;s=A#[1].motor").path())
                .isEqualTo(List.of(new NodeAddress.Step("motor", -1)));
    }

    @Test
    void shouldTakeADoubledDelimiterAsOneOfTheNodeId() {
        assertThat(node("ns=2;s=A##1#[3]")).isEqualTo(new NodeId(2, "A#1"));
    }

    @Test
    void shouldFindTheIndexOfANamespaceAnew() {
        namespaces.add("urn:first");
        namespaces.add("urn:plc");
        assertThat(node("nsu=urn:plc;s=A")).isEqualTo(new NodeId(2, "A"));
        assertThat(node("nsu=urn:other;s=A")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A.B",
                "ns=2;x=1",
                "ns=2;s=A#",
                "ns=2;s=A#[]",
                "ns=2;s=A#[3:3]",
                "ns=2;s=A#[4:2]",
                "ns=2;s=A#[1]b",
                "ns=2;s=A#b..c",
                "ns=2;s=A#b[c]",
                "ns=2;s=A#b]",
                "svr=1;ns=2;s=A"
            })
    void shouldRefuseWhatIsNone(String address) {
        assertThat(NodeAddress.parse(address)).isNull();
    }
}
