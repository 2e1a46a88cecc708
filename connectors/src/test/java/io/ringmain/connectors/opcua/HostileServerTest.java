package io.ringmain.connectors.opcua;

import static io.ringmain.connectors.opcua.StartedLink.awaitTrue;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.testing.TcpRelay;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.eclipse.milo.opcua.stack.core.OpcUaDataType;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.Matrix;
import org.eclipse.milo.opcua.stack.core.types.builtin.Variant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages of a few bytes that ask for gigabytes: they cost the link, and nothing else. */
class HostileServerTest {
    /** A matrix of one Boolean: kind, elements, the element, and the number of dimensions. */
    private static final byte[] MATRIX = {(byte) 0xC1, 1, 0, 0, 0, 1, 2, 0, 0, 0};

    private static final byte[] TWO_THOUSAND_MILLION_DIMENSIONS = {(byte) 0xC1, 1, 0, 0, 0, 1, -1, -1, -1, 0x7F};

    private VariableServer server;
    private TcpRelay relay;
    private StartedLink link;

    @BeforeEach
    void start() throws Exception {
        server = VariableServer.start();
        server.add("A", 0);
        server.add("B", 1);
        relay = new TcpRelay(port());
        relay.falsify(MATRIX, TWO_THOUSAND_MILLION_DIMENSIONS);
        server.set(
                "A",
                new DataValue(new Variant(new Matrix(new Boolean[] {true}, new int[] {1, 1}, OpcUaDataType.Boolean))));
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        relay.close();
        server.close();
    }

    private int port() {
        return URI.create(server.url()).getPort();
    }

    private void connect(Mode mode) {
        List<TagDefinition> tags = List.of(tag("A", mode), tag("B", Mode.SUBSCRIBE));
        link = StartedLink.to(
                server.url().replace(":" + port(), ":" + relay.port()),
                tags,
                "keep-alive-interval",
                "500ms",
                "request-timeout",
                "1s");
    }

    private static TagDefinition tag(String name, Mode mode) {
        return StartedLink.tag(name, TagType.FLOAT64, mode, "ns=2;s=" + name, Map.of());
    }

    private void isWellOnceTheServerIs() {
        relay.falsify(null, null);
        server.set("A", 5.0);
        server.set("B", 6.0);
        awaitTrue(() ->
                Double.valueOf(5).equals(link.value(0)) && Double.valueOf(6).equals(link.value(1)));
        assertThat(link.core().link()).isEqualTo(LinkState.OK);
    }

    @Test
    void shouldLoseTheLinkOnlyWhenAnAnswerAsksForMoreMemoryThanThereIs() {
        connect(Mode.POLL);
        awaitTrue(() -> link.core().links.contains(LinkState.UNAVAILABLE));
        isWellOnceTheServerIs();
    }

    @Test
    void shouldLoseTheLinkOnlyWhenANotificationAsksForMoreMemoryThanThereIs() {
        connect(Mode.SUBSCRIBE);
        awaitTrue(() -> link.core().links.contains(LinkState.UNAVAILABLE));
        isWellOnceTheServerIs();
    }
}
