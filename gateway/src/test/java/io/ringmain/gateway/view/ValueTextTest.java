package io.ringmain.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.gateway.testing.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same as {@link ValueView} writes, whatever the value. */
class ValueTextTest {
    private final ValueText text = new ValueText();
    private final TagValue value = new TagValue();

    private void assertSame(TagDefinition tag) {
        text.clear();
        text.write(tag, value);
        JsonNode ours = TestGateway.json(new String(text.toBytes(), StandardCharsets.UTF_8));
        JsonNode theirs = TestGateway.json(
                new String(Json.bytes(out -> ValueView.write(out, tag, value)), StandardCharsets.UTF_8));
        assertThat(ours).isEqualTo(theirs);
    }

    private void set(TagType type, long bits, int statusCode) {
        value.tagId = 3;
        value.type = type;
        value.bits = bits;
        value.statusCode = statusCode;
        value.sourceTimeNs = 1_763_633_000_000_000_001L;
        value.ingressTimeNs = 1_763_633_000_999_999_999L;
        value.sequence = 91_234;
    }

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                1,
                -1,
                0.1,
                3.41,
                1e-7,
                123_456.789,
                9_999_999,
                1e7,
                -1e7,
                1e21,
                4.9e-324,
                Double.MAX_VALUE,
                Double.NaN,
                Double.POSITIVE_INFINITY
            })
    void shouldWriteReals(double real) {
        set(TagType.FLOAT64, Double.doubleToLongBits(real), Quality.GOOD);

        assertSame(TagDefinition.builder("Tank \"A\".Lével", TagType.FLOAT64)
                .unit("°C")
                .build());
    }

    @Test
    void shouldWriteAnyReal() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TagDefinition tag = TagDefinition.internal("A.B", TagType.FLOAT64);
        for (int i = 0; i < 20_000; i++) {
            double real = Double.longBitsToDouble(random.nextLong());
            set(TagType.FLOAT64, Double.doubleToLongBits(i % 2 == 0 ? real : random.nextInt() / 64.0), Quality.GOOD);
            value.sourceTimeNs = random.nextLong() >>> 2;
            text.clear();
            text.write(tag, value);
            JsonNode ours = TestGateway.json(new String(text.toBytes(), StandardCharsets.UTF_8));

            boolean isFinite = Double.isFinite(value.asDouble());
            assertThat(ours.path("value").isNull()).as("seed " + seed).isEqualTo(!isFinite);
            assertThat(ours.path("sourceTime").asText()).isEqualTo(Times.rfc3339(value.sourceTimeNs));
            if (isFinite) {
                assertThat(ours.path("value").doubleValue()).as("seed " + seed).isEqualTo(value.asDouble());
            }
        }
    }

    @Test
    void shouldWriteOtherTypesAndQualities() {
        set(TagType.INT64, Long.MIN_VALUE, Quality.BAD_OUT_OF_RANGE);
        assertSame(TagDefinition.internal("A.Count", TagType.INT64));
        set(TagType.BOOL, 1, Quality.GOOD);
        assertSame(TagDefinition.internal("A.Run", TagType.BOOL));
        set(TagType.FLOAT64, 0, Quality.BAD_WAITING_FOR_INITIAL_DATA);
        value.sourceTimeNs = 0;
        assertSame(TagDefinition.internal("A.New", TagType.FLOAT64));
        set(TagType.FLOAT64, Double.doubleToLongBits(20), Quality.GOOD);
        assertSame(TagDefinition.builder("A.Shown", TagType.FLOAT64)
                .unit("°C")
                .displayUnit("°F")
                .build());
    }

    @Test
    void shouldWriteWhatHasChangedSinceTheLastTime() {
        TagDefinition tag = TagDefinition.internal("A.B", TagType.FLOAT64);
        set(TagType.FLOAT64, Double.doubleToLongBits(20), Quality.GOOD);
        assertSame(tag);
        assertSame(tag);
        value.bits = Double.doubleToLongBits(-1234.5678901234567);
        assertSame(tag);
        value.statusCode = Quality.BAD_OUT_OF_RANGE;
        assertSame(tag);
        value.sourceTimeNs++;
        assertSame(tag);
        value.ingressTimeNs++;
        assertSame(tag);
        value.sequence++;
        assertSame(tag);
        value.bits = Double.doubleToLongBits(1);
        assertSame(tag);
        assertSame(tag);
    }

    @Test
    void shouldWriteTheValuesOfManyTagsAgainAndAgain() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TagDefinition[] tags = new TagDefinition[40];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = TagDefinition.internal("A.B" + i, TagType.FLOAT64);
        }
        double[] present = new double[tags.length];
        for (int round = 0; round < 500; round++) {
            text.clear();
            text.append('[');
            for (int i = 0; i < tags.length; i++) {
                present[i] =
                        random.nextInt(4) == 0 ? random.nextGaussian() * Math.pow(10, random.nextInt(20)) : present[i];
                set(TagType.FLOAT64, Double.doubleToLongBits(present[i]), Quality.GOOD);
                value.tagId = i;
                text.append(i == 0 ? ' ' : ',');
                text.write(tags[i], value);
            }
            text.append(']');
            JsonNode all = TestGateway.json(new String(text.toBytes(), StandardCharsets.UTF_8));
            for (int i = 0; i < tags.length; i++) {
                assertThat(all.get(i).path("value").asDouble())
                        .as("seed " + seed)
                        .isEqualTo(present[i]);
                assertThat(all.get(i).path("tag").asText()).isEqualTo(tags[i].name());
            }
        }
    }

    @Test
    void shouldFollowATagThatIsAnotherOneNow() {
        set(TagType.FLOAT64, Double.doubleToLongBits(20), Quality.GOOD);
        assertSame(TagDefinition.internal("A.Old", TagType.FLOAT64));
        assertSame(TagDefinition.internal("A.New", TagType.FLOAT64));
    }
}
