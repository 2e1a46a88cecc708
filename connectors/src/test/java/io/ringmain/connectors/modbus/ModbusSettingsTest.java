package io.ringmain.connectors.modbus;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.site.ConnectorDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagSource.Mode;
import io.ringmain.core.tag.TagType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModbusSettingsTest {
    private static final Map<String, String> SETTINGS = Map.of("host", "plc");

    private static List<String> problems(Map<String, String> settings, TagDefinition... tags) {
        return new ModbusConnectorProvider()
                .validate(new ConnectorDefinition("plc", "modbus", settings), List.of(tags));
    }

    private static TagDefinition tag(TagType type, String address, Map<String, String> options) {
        return TagDefinition.builder("Test.Tag", type)
                .length(4)
                .source(new TagSource("plc", address, Mode.POLL, 1_000, options))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT64, holding:1:float23, float32",
        "FLOAT64, holdin:1, holding",
        "FLOAT64, holding, forms such as",
        "FLOAT64, holding:65536, 0 to 65535",
        "FLOAT64, holding:65535:float32, 0 to 65535",
        "FLOAT64, 256/holding:1, 0 to 255",
        "FLOAT64, 40001, addresses: modicon",
        "BOOL, coil:1:int16, bool[n]",
        "BOOL, coil:1:int16[2], bool[n]",
        "BOOL, holding:1:bit16, bit0 to bit15",
        "BOOL, holding:1:float32, no bool",
        "FLOAT64, holding:1:string4, type string",
        "FLOAT64, holding:1:int16[2], int64[] or float64[]",
        "INT64_ARRAY, holding:1, the tag is an array",
        "INT64_ARRAY, holding:1:float32[2], float64[]",
        "INT64_ARRAY, holding:1:int16[5], which has 4",
        "STRING, holding:1:string126, more than one request",
        "FLOAT64, holding:1:float32:ABCD:CDAB, not possible"
    })
    void shouldRefuseAnAddressAndSayWhatIsAllowed(TagType type, String address, String said) {
        assertThat(problems(SETTINGS, tag(type, address, Map.of())))
                .singleElement()
                .asString()
                .contains("Test.Tag: address: ")
                .contains(said);
    }

    @Test
    void shouldTakeUnitAndOrderFromOptions() {
        assertThat(problems(SETTINGS, tag(TagType.FLOAT64, "holding:1:float32", Map.of("unit", "3", "order", "CDAB"))))
                .isEmpty();
        assertThat(problems(SETTINGS, tag(TagType.FLOAT64, "holding:1", Map.of("unti", "3"))))
                .singleElement()
                .asString()
                .contains("unknown option 'unti'")
                .contains("unit");
        assertThat(problems(SETTINGS, tag(TagType.FLOAT64, "holding:1", Map.of("order", "ACBD"))))
                .singleElement()
                .asString()
                .contains("ABCD, CDAB, BADC, DCBA");
    }

    @Test
    void shouldRefuseSettingsAndModes() {
        TagDefinition subscribed = TagDefinition.internal("Test.Tag", TagType.FLOAT64)
                .withSource(new TagSource("plc", "holding:1", Mode.SUBSCRIBE, 1));
        assertThat(problems(
                        Map.of("hots", "plc", "order", "abdc", "max-registers", "126", "reconnect-min", "2m"),
                        subscribed))
                .hasSize(7)
                .anyMatch(line -> line.contains("hots: unknown setting"))
                .anyMatch(line -> line.contains("host: missing"))
                .anyMatch(line -> line.contains("order: 'abdc'"))
                .anyMatch(line -> line.contains("max-registers: '126'"))
                .anyMatch(line -> line.contains("longer than reconnect-max"))
                .anyMatch(line -> line.contains("mode: poll"))
                .anyMatch(line -> line.contains("at least 10ms"));
    }

    @ParameterizedTest
    @CsvSource({"ABCD, 01020304", "CDAB, 03040102", "BADC, 02010403", "DCBA, 04030201"})
    void shouldOrderBytesBothWays(RegisterOrder order, String wire) {
        byte[] data = java.util.HexFormat.of().parseHex(wire);
        assertThat(order.bits(data, 0, 2)).isEqualTo(0x01020304L);
        byte[] written = new byte[4];
        order.putBits(written, 2, 0x01020304L);
        assertThat(written).isEqualTo(data);
    }
}
