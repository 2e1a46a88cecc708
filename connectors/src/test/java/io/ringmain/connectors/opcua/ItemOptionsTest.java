package io.ringmain.connectors.opcua;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DataChangeTrigger;
import org.eclipse.milo.opcua.stack.core.types.enumerated.DeadbandType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ItemOptionsTest {
    private final List<String> problems = new ArrayList<>();

    private ItemOptions parse(TagType type, TagSource.Mode mode, Map<String, String> options) {
        TagDefinition tag =
                TagDefinition.internal("A.B", type).withSource(new TagSource("plant", "ns=2;s=A", mode, 100, options));
        return ItemOptions.parse(tag, problems);
    }

    @Test
    void shouldReadAll() {
        assertThat(parse(
                        TagType.FLOAT64,
                        TagSource.Mode.SUBSCRIBE,
                        Map.of(
                                "sampling",
                                "50ms",
                                "queue-size",
                                "10",
                                "discard",
                                "newest",
                                "deadband",
                                "2.5 %",
                                "trigger",
                                "timestamp")))
                .isEqualTo(new ItemOptions(
                        50, 10, false, DeadbandType.Percent, 2.5, DataChangeTrigger.StatusValueTimestamp));
        assertThat(parse(TagType.INT64, TagSource.Mode.SUBSCRIBE, Map.of("deadband", "3")))
                .isEqualTo(new ItemOptions(0, 0, true, DeadbandType.Absolute, 3, DataChangeTrigger.StatusValue));
        assertThat(problems).isEmpty();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                Arguments.of(TagType.FLOAT64, "queue-siz", "3", "options.queue-siz: unknown option, did you mean"),
                Arguments.of(TagType.FLOAT64, "queue-size", "0", "options.queue-size: '0' is not a whole number"),
                Arguments.of(TagType.FLOAT64, "sampling", "50", "options.sampling: '50' is not a duration"),
                Arguments.of(TagType.FLOAT64, "discard", "all", "options.discard: 'all' is not allowed"),
                Arguments.of(TagType.FLOAT64, "deadband", "-1", "options.deadband: '-1' is not a number"),
                Arguments.of(TagType.FLOAT64, "deadband", "101%", "options.deadband: '101%' is not a number"),
                Arguments.of(TagType.STRING, "deadband", "1", "options.deadband: is for numbers only"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldRefuse(TagType type, String key, String value, String problem) {
        parse(type, TagSource.Mode.SUBSCRIBE, Map.of(key, value));
        assertThat(problems).singleElement().asString().startsWith("A.B: ").contains(problem);
    }

    @Test
    void shouldRefuseOptionsOfAPolledTag() {
        parse(TagType.FLOAT64, TagSource.Mode.POLL, Map.of("queue-size", "3"));
        assertThat(problems).containsExactly("A.B: options.queue-size: is for subscribed tags, this one is polled");
    }
}
