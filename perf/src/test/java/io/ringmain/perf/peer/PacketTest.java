package io.ringmain.perf.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.ByteBuffer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PacketTest {
    private static final int TAGS = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void shouldDeclareEachValueWhereThePacketHasIt(int numbers) throws Exception {
        PacketLayout layout = new PacketLayout(TAGS, numbers);
        NodeList containers = xtce(layout).getElementsByTagName("SequenceContainer");
        assertThat(containers.getLength()).isEqualTo(numbers + 1);
        int tag = 0;
        for (int number = 0; number < numbers; number++) {
            Element container = (Element) containers.item(number + 1);
            Element criterion =
                    (Element) container.getElementsByTagName("Comparison").item(0);
            assertThat(criterion.getAttribute("value")).isEqualTo(String.valueOf(number));
            NodeList entries = container.getElementsByTagName("ParameterRefEntry");
            int end = 0;
            for (int value = 0; value < entries.getLength(); value++) {
                Element entry = (Element) entries.item(value);
                assertThat(entry.getAttribute("parameterRef")).isEqualTo("T" + tag++);
                assertThat(bits(entry)).isEqualTo(layout.valueAt(value) * Byte.SIZE);
                end = bits(entry) / Byte.SIZE + Double.BYTES;
            }
            assertThat(end).isEqualTo(layout.bytes());
        }
        assertThat(tag).isEqualTo(TAGS);
    }

    @Test
    void shouldDeclareTheNumberWhereThePacketHasIt() throws Exception {
        Element base = (Element) xtce(new PacketLayout(TAGS, 1))
                .getElementsByTagName("SequenceContainer")
                .item(0);
        Element entry = (Element) base.getElementsByTagName("ParameterRefEntry").item(0);
        assertThat(bits(entry)).isEqualTo(PacketLayout.NUMBER_AT * Byte.SIZE);
    }

    @Test
    void shouldGoOnFromPacketToPacket() {
        PacketLayout layout = new PacketLayout(20, 2);
        PacketSource source = new PacketSource(layout, 1);
        ByteBuffer packets = source.nextBatch();
        assertThat(packets.remaining()).isEqualTo(source.count() * layout.bytes());
        for (int packet = 0; packet < source.count(); packet++) {
            int at = packet * layout.bytes();
            assertThat(packets.getInt(at + PacketLayout.LENGTH_AT)).isEqualTo(layout.bytes());
            assertThat(packets.getInt(at + PacketLayout.SEQUENCE_AT)).isEqualTo(packet + 1);
            assertThat(packets.getInt(at + PacketLayout.NUMBER_AT)).isEqualTo(packet % 2);
            assertThat(packets.getLong(at + PacketLayout.TIME_AT))
                    .isEqualTo(packets.getLong(PacketLayout.TIME_AT) + packet);
            assertThat(packets.getDouble(at + layout.valueAt(9))).isEqualTo(PacketSource.mark(packet + 1));
        }
    }

    private static Document xtce(PacketLayout layout) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(YamcsDatabase.xtce(layout))));
    }

    private static int bits(Element entry) {
        return Integer.parseInt(entry.getElementsByTagName("FixedValue").item(0).getTextContent());
    }
}
