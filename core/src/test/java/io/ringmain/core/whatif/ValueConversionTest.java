package io.ringmain.core.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.ring.Event;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueConversionTest {

    /** What is converted, and what is not. What a tag takes by itself stays as it is. */
    @ParameterizedTest
    @CsvSource({
        "float64, 3.0,     int64,   3",
        "float64, -0.0,    int64,   0",
        "float64, 3.5,     int64,   -",
        "float64, NaN,     int64,   -",
        "float64, 1e300,   int64,   -",
        "float64, Infinity, bool,   -",
        "float64, 1.0,     bool,    1",
        "float64, 0.5,     bool,    -",
        "int64,   0,       bool,    0",
        "int64,   2,       bool,    -",
        "int64,   7,       string,  -",
        "bool,    1,       string,  -",
        "string,  0,       int64,   -",
        "string,  0,       float64, -",
        "float64, 1.0,     string,  -",
        "int64,   7,       int64[], -",
        "int64[], 7,       int64,   -",
        "float64[], 7.0,   int64[], 7",
        "float64[], 7.5,   int64[], -",
        "int64[], 7,       float64[], 7.0",
        "int64[], 9007199254740993, float64[], -",
    })
    void shouldConvertWhatLosesNothing(String sent, String value, String tag, String expected) {
        Event event = event(TagType.ofLabel(sent), value);

        boolean isConverted = ValueConversion.apply(event, TagDefinition.internal("T", TagType.ofLabel(tag)));

        assertThat(isConverted).isEqualTo(!expected.equals("-"));
        TagType type = TagType.ofLabel(isConverted ? tag : sent);
        assertThat(event.valueType).isEqualTo(type.code());
        long bits = type.isArray() ? event.elements[0] : event.valueBits;
        assertThat(bits).isEqualTo(bits(type, isConverted ? expected : value));
    }

    @Test
    void shouldLeaveAStatusWithoutAValueAlone() {
        Event event = new Event();
        event.reset((byte) 1, 0, 0);

        assertThat(ValueConversion.apply(event, TagDefinition.internal("T", TagType.STRING)))
                .isTrue();
    }

    private static Event event(TagType type, String value) {
        Event event = new Event();
        event.reset((byte) 1, 0, 0);
        event.valueType = type.code();
        if (type.isArray()) {
            event.ensureElements(1);
            event.elementCount = 1;
            event.elements[0] = bits(type, value);
        } else {
            event.valueBits = bits(type, value);
        }
        return event;
    }

    private static long bits(TagType type, String value) {
        return type.element() == TagType.FLOAT64
                ? Double.doubleToLongBits(Double.parseDouble(value))
                : Long.parseLong(value);
    }
}
