package io.ringmain.connectors.opcua;

import static io.ringmain.connectors.opcua.StartedLink.awaitTrue;
import static io.ringmain.connectors.opcua.StartedLink.polled;
import static io.ringmain.connectors.opcua.StartedLink.subscribed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.connectors.testing.NodePeer;
import io.ringmain.core.spi.BrowseException;
import io.ringmain.core.spi.BrowsedNode;
import io.ringmain.core.spi.Browser;
import io.ringmain.core.spi.BrowserProvider;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Types, structures and arrays of a server of another maker. */
class ForeignTypesTest {
    private static final String NS = "nsu=urn:ringmain:types;s=";

    private static NodePeer peer;
    private static String url;
    private StartedLink link;

    @BeforeAll
    static void startServer() {
        peer = NodePeer.start("opcua-types.js", Integer.toString(StartedLink.freePort()));
        url = peer.await("ready");
    }

    @AfterAll
    static void stopServer() {
        peer.close();
    }

    @AfterEach
    void close() {
        if (link != null) {
            link.close();
        }
    }

    private static void order(String line) {
        peer.say(line);
        peer.await("done");
    }

    @Test
    void shouldTakeFieldsOfStructuresApart() {
        order("set Pump {\"name\":\"P-101\",\"mode\":2,\"starts\":7,"
                + "\"motor\":{\"speed\":1480.5,\"running\":true,\"temperatures\":[60.5,61.5]}}");
        List<TagDefinition> tags = List.of(
                subscribed("A.Name", TagType.STRING, NS + "Pump#name"),
                subscribed("A.Mode", TagType.STRING, NS + "Pump#mode"),
                subscribed("A.ModeNumber", TagType.INT64, NS + "Pump#mode"),
                subscribed("A.Speed", TagType.FLOAT64, NS + "Pump#motor.speed"),
                subscribed("A.Running", TagType.BOOL, NS + "Pump#motor.running"),
                subscribed("A.Temperatures", TagType.FLOAT64_ARRAY, NS + "Pump#motor.temperatures"),
                polled("A.Second", TagType.FLOAT64, NS + "Pump#motor.temperatures[1]"),
                polled("A.Starts", TagType.INT64, NS + "Pump#starts"),
                subscribed("A.Missing", TagType.FLOAT64, NS + "Pump#motor.torque"),
                subscribed("A.Motor3", TagType.FLOAT64, NS + "Motors#[2].speed"));
        link = StartedLink.to(url, tags);
        awaitTrue(() -> link.core().newest.size() == tags.size());

        assertThat(List.of(link.value(0), link.value(1), link.value(2), link.value(3), link.value(4)))
                .isEqualTo(List.of("P-101", "Auto", 2L, 1480.5, true));
        assertThat(List.of(link.value(5), link.value(6), link.value(7), link.value(9)))
                .isEqualTo(List.of(List.of(60.5, 61.5), 61.5, 7L, 300.0));
        assertThat(link.status(8)).isEqualTo(0x80B10000);
        assertThat(link.connector().detail()).doesNotContain("undecoded");

        order("set Pump {\"name\":\"P-102\",\"mode\":0,\"starts\":8,"
                + "\"motor\":{\"speed\":1.5,\"running\":false,\"temperatures\":[]}}");

        awaitTrue(() -> "P-102".equals(link.value(0)) && Long.valueOf(8).equals(link.value(7)));
        assertThat(List.of(link.value(1), link.value(3), link.value(5))).isEqualTo(List.of("Off", 1.5, List.of()));
        awaitTrue(() -> link.status(6) == 0x80B10000);
    }

    @Test
    void shouldReadAllOtherTypes() {
        List<TagDefinition> tags = List.of(
                subscribed("A.Curve", TagType.FLOAT64_ARRAY, NS + "Curve"),
                subscribed("A.Element", TagType.FLOAT64, NS + "Curve#[3]"),
                subscribed("A.Range", TagType.FLOAT64_ARRAY, NS + "Curve#[1:2]"),
                subscribed("A.Behind", TagType.FLOAT64, NS + "Curve#[9]"),
                subscribed("A.Table", TagType.INT64_ARRAY, NS + "Table"),
                subscribed("A.Cell", TagType.INT64, NS + "Table#[1,2]"),
                subscribed("A.Serial", TagType.STRING, NS + "Serial"),
                subscribed("A.Blob", TagType.STRING, NS + "Blob"),
                subscribed("A.Big", TagType.INT64, NS + "Big"),
                subscribed("A.BigReal", TagType.FLOAT64, NS + "Big"),
                subscribed("A.When", TagType.STRING, NS + "When"),
                subscribed("A.WhenNs", TagType.INT64, NS + "When"),
                subscribed("A.Label", TagType.STRING, NS + "Label"),
                subscribed("A.ModeText", TagType.STRING, NS + "Mode"),
                subscribed("A.ModeNumber", TagType.INT64, NS + "Mode"),
                subscribed("A.Wrong", TagType.FLOAT64, NS + "Curve"),
                subscribed("A.Nowhere", TagType.FLOAT64, "nsu=urn:nobody;s=Curve"));
        order("set Mode 1");
        order("set Curve [0,10,20,30,40]");
        link = StartedLink.to(url, tags);
        awaitTrue(() -> link.core().newest.size() == tags.size());

        assertThat(link.value(0)).isEqualTo(List.of(0.0, 10.0, 20.0, 30.0, 40.0));
        assertThat(link.value(1)).isEqualTo(30.0);
        assertThat(link.value(2)).isEqualTo(List.of(10.0, 20.0));
        assertThat(Quality.isBad(link.status(3))).isTrue();
        assertThat(link.value(4)).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L));
        assertThat(link.value(5)).isEqualTo(6L);
        assertThat(link.value(6).toString()).isEqualToIgnoringCase("f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
        assertThat(link.value(7)).isEqualTo("AQID");
        assertThat(link.status(8)).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(link.value(9)).isEqualTo(0x1p63);
        assertThat(link.value(10)).isEqualTo("2025-11-21T03:00:00Z");
        assertThat(link.value(11)).isEqualTo(1_763_694_000_000_000_000L);
        assertThat(link.value(12)).isEqualTo("Feed");
        assertThat(link.value(13)).isEqualTo("Manual");
        assertThat(link.value(14)).isEqualTo(1L);
        assertThat(link.status(15)).isEqualTo(Quality.BAD_TYPE_MISMATCH);
        assertThat(link.status(16)).isEqualTo(Quality.BAD_NODE_ID_UNKNOWN);
    }

    @Test
    void shouldWriteInTheTypesOfTheServer() {
        link = StartedLink.to(url, List.of(subscribed("A.Mode", TagType.STRING, NS + "Mode")));
        awaitTrue(() -> link.core().newest.size() == 1);

        write(1, "Mode", TagType.STRING, 0, "Auto");
        write(2, "Mode", TagType.STRING, 0, "Sideways");
        write(3, "Curve#[1]", TagType.FLOAT64, Double.doubleToLongBits(11.5), null);
        write(4, "Count", TagType.INT64, 65_536, null);
        write(5, "Count", TagType.FLOAT64, Double.doubleToLongBits(12), null);
        write(6, "Label", TagType.STRING, 0, "Product");
        write(7, "When", TagType.INT64, 1_763_694_000_000_000_000L, null);
        write(8, "Blob", TagType.STRING, 0, "BAUG");
        write(9, "Pump#starts", TagType.INT64, 1, null);
        awaitTrue(() -> link.core().answers.size() == 9);

        assertThat(link.core().answers)
                .containsEntry(1L, List.of(Quality.GOOD))
                .containsEntry(2L, List.of(Quality.BAD_OUT_OF_RANGE))
                .containsEntry(3L, List.of(Quality.GOOD))
                .containsEntry(4L, List.of(Quality.BAD_OUT_OF_RANGE))
                .containsEntry(5L, List.of(Quality.GOOD))
                .containsEntry(6L, List.of(Quality.GOOD))
                .containsEntry(7L, List.of(Quality.GOOD))
                .containsEntry(8L, List.of(Quality.GOOD))
                .containsEntry(9L, List.of(Quality.BAD_NOT_WRITABLE));
        awaitTrue(() -> "Auto".equals(link.value(0)));
        peer.say("get Curve");
        assertThat(peer.await("value")).contains("11.5");
        peer.say("get Count");
        assertThat(peer.await("value")).isEqualTo("12");
    }

    private void write(long id, String node, TagType type, long bits, String text) {
        link.connector().write(new DeviceWrite(id, 0, NS + node, type, bits, text));
    }

    @Test
    void shouldDoWithoutADeadbandThatTheServerDoesNotTake() {
        link = StartedLink.to(
                url,
                List.of(
                        StartedLink.tag(
                                "A.Count", TagType.INT64, Mode.SUBSCRIBE, NS + "Count", Map.of("deadband", "5%")),
                        StartedLink.tag(
                                "A.Level", TagType.FLOAT64, Mode.SUBSCRIBE, NS + "Level", Map.of("deadband", "5%"))));
        order("set Level 100");
        awaitTrue(() -> link.core().newest.size() == 2 && Double.valueOf(100).equals(link.value(1)));
        assertThat(link.connector().detail()).contains("revised items 1");

        order("set Level 105");
        order("set Count 7");
        awaitTrue(() -> Long.valueOf(7).equals(link.value(0)));
        order("set Level 120");
        awaitTrue(() -> Double.valueOf(120).equals(link.value(1)));

        assertThat(link.core().updates.stream()
                        .filter(update -> update.tagId() == 1)
                        .map(update -> update.value()))
                .doesNotContain(105.0);
    }

    @Test
    void shouldBrowseAServerThatNoConnectorIsFor() throws Exception {
        BrowserProvider provider = ServiceLoader.load(BrowserProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(candidate -> candidate.scheme().equals("opc.tcp"))
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> provider.open(url, Map.of("security", "None", "sesurity", "None")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("sesurity");
        try (Browser browser = provider.open(url, Map.of("security", "None"))) {
            assertThat(browser.children("", 100, "").get().nodes().stream().map(BrowsedNode::name))
                    .contains("Server", "Data");
        }
        try (Browser nobody = provider.open("opc.tcp://127.0.0.1:1/none", Map.of("security", "None"))) {
            assertThatThrownBy(() -> nobody.children("", 100, "").get()).hasCauseInstanceOf(BrowseException.class);
        }
    }

    @Test
    void shouldBrowseInPages() throws Exception {
        link = StartedLink.to(url, List.of());
        Browser browser = link.connector().browser().orElseThrow();
        awaitTrue(() -> !browser.children("", 100, "")
                .handle((page, error) -> error != null)
                .join());

        Browser.Page first = browser.children("ns=2;s=Data", 5, "").get();
        assertThat(first.nodes()).hasSize(5);
        assertThat(first.next()).isNotEmpty();
        List<BrowsedNode> all = new ArrayList<>(first.nodes());
        for (String next = first.next(); !next.isEmpty(); ) {
            Browser.Page page = browser.children("ns=2;s=Data", 5, next).get();
            all.addAll(page.nodes());
            next = page.next();
        }
        Map<String, BrowsedNode> nodes = all.stream().collect(Collectors.toMap(BrowsedNode::name, Function.identity()));
        assertThat(nodes.get("Level"))
                .isEqualTo(new BrowsedNode(
                        "ns=2;s=Level",
                        "Level",
                        BrowsedNode.Kind.VARIABLE,
                        "Double",
                        TagType.FLOAT64,
                        true,
                        "bar",
                        0,
                        200,
                        ""));
        assertThat(nodes.get("Mode")).extracting("dataType", "type").containsExactly("Mode", TagType.INT64);
        assertThat(nodes.get("Curve"))
                .extracting("dataType", "type")
                .containsExactly("Double[]", TagType.FLOAT64_ARRAY);
        assertThat(nodes.get("Pump")).extracting("dataType", "type").containsExactly("PumpData", null);

        Browser.Page fields =
                browser.children(nodes.get("Pump").address(), 100, "").get();
        assertThat(fields.nodes().stream().map(BrowsedNode::address))
                .containsExactly("ns=2;s=Pump#name", "ns=2;s=Pump#mode", "ns=2;s=Pump#motor", "ns=2;s=Pump#starts");
        assertThat(browser.children("ns=2;s=Pump#motor", 100, "").get().nodes().stream()
                        .map(BrowsedNode::address))
                .contains("ns=2;s=Pump#motor.speed");
        assertThat(browser.read("ns=2;s=Pump#motor.speed").get().value()).isInstanceOf(Double.class);
        assertThat(browser.read("ns=2;s=Pump").get().value().toString()).contains("motor={speed=");
        assertThat(browser.write("ns=2;s=Count", 44).get()).isEqualTo(Quality.GOOD);
        assertThat(browser.read("ns=2;s=Count").get().value()).isEqualTo(44L);
        assertThat(browser.children("ns=2;s=Nowhere", 10, "")
                        .handle((page, error) -> error.getMessage())
                        .get())
                .contains("BadNodeIdUnknown");
    }
}
