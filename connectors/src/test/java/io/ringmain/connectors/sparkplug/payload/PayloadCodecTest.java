package io.ringmain.connectors.sparkplug.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertySet;
import org.eclipse.tahu.message.model.PropertyValue;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.junit.jupiter.api.Test;

/** Against Eclipse Tahu's encoder and decoder. */
class PayloadCodecTest {
    private static final int MOST = 1_000;

    private static Metric read(MetricBuilder metric) throws Exception {
        byte[] bytes = new SparkplugBPayloadEncoder()
                .getBytes(new SparkplugBPayload(new Date(5), List.of(metric.createMetric()), 7L), false);
        Payload payload = PayloadReader.read(bytes, MOST);
        assertThat(payload.timestampMs()).isEqualTo(5);
        assertThat(payload.seq()).isEqualTo(7);
        return payload.metrics().get(0);
    }

    @Test
    void shouldReadWhatTahuWrites() throws Exception {
        Metric metric = read(new MetricBuilder("A/B", MetricDataType.Int8, (byte) -3)
                .alias(9L)
                .timestamp(new Date(11))
                .isHistorical(true)
                .properties(new PropertySet.PropertySetBuilder()
                        .addProperty("Quality", new PropertyValue<>(PropertyDataType.Int32, 500))
                        .addProperty("engUnit", new PropertyValue<>(PropertyDataType.String, "bar"))
                        .addProperty("engHigh", new PropertyValue<>(PropertyDataType.Double, 10.5))
                        .createPropertySet()));

        assertThat(metric.name).isEqualTo("A/B");
        assertThat(metric.alias).isEqualTo(9);
        assertThat(metric.timestampMs).isEqualTo(11);
        assertThat(metric.isHistorical).isTrue();
        assertThat(metric.type).isEqualTo(DataType.INT8);
        assertThat((byte) metric.bits).isEqualTo((byte) -3);
        assertThat(metric.quality).isEqualTo(500);
        assertThat(metric.unit).isEqualTo("bar");
        assertThat(metric.high).isEqualTo(10.5);
    }

    @Test
    void shouldReadEachKindOfValue() throws Exception {
        assertThat(read(new MetricBuilder("m", MetricDataType.UInt32, 4_000_000_000L)).bits)
                .isEqualTo(4_000_000_000L);
        assertThat(read(new MetricBuilder("m", MetricDataType.UInt64, new BigInteger("18446744073709551615"))).bits)
                .isEqualTo(-1);
        assertThat(read(new MetricBuilder("m", MetricDataType.Float, 1.5f)).real)
                .isEqualTo(1.5);
        assertThat(read(new MetricBuilder("m", MetricDataType.Double, 2.5)).real)
                .isEqualTo(2.5);
        assertThat(read(new MetricBuilder("m", MetricDataType.Boolean, true)).bits)
                .isEqualTo(1);
        assertThat(read(new MetricBuilder("m", MetricDataType.String, "ä")).text)
                .isEqualTo("ä");
        assertThat(read(new MetricBuilder("m", MetricDataType.DateTime, new Date(77))).bits)
                .isEqualTo(77);
        assertThat(Arrays64.wholes(
                        DataType.INT16_ARRAY,
                        read(new MetricBuilder("m", MetricDataType.Int16Array, new Short[] {-1, 300})).bytes))
                .containsExactly(-1, 300);
        assertThat(Arrays64.wholes(
                        DataType.BOOLEAN_ARRAY,
                        read(new MetricBuilder("m", MetricDataType.BooleanArray, new Boolean[] {true, false, true}))
                                .bytes))
                .containsExactly(1, 0, 1);
        assertThat(Arrays64.reals(
                        DataType.DOUBLE_ARRAY,
                        read(new MetricBuilder("m", MetricDataType.DoubleArray, new Double[] {1.5, -2.0})).bytes))
                .containsExactly(1.5, -2.0);
    }

    @Test
    void shouldWriteWhatTahuReads() throws Exception {
        Metric metric = Metric.named("A/B", DataType.DOUBLE);
        metric.alias = 3;
        metric.timestampMs = 12;
        metric.wire = Metric.Wire.REAL;
        metric.real = -0.25;
        metric.quality = 192;
        metric.unit = "°C";
        metric.low = -10;
        metric.high = 10;
        byte[] bytes = new PayloadWriter()
                .write(new Payload(5, 255, List.of(metric, Metric.flag("x", true), Metric.number("n", -4))));

        SparkplugBPayload read = new SparkplugBPayloadDecoder().buildFromByteArray(bytes, null);

        assertThat(read.getSeq()).isEqualTo(255);
        assertThat(read.getMetrics()).extracting(each -> each.getValue()).containsExactly(-0.25, true, -4L);
        assertThat(read.getMetrics()
                        .get(0)
                        .getProperties()
                        .getPropertyValue("engUnit")
                        .getValue())
                .isEqualTo("°C");
        assertThat(read.getMetrics()
                        .get(0)
                        .getProperties()
                        .getPropertyValue("Quality")
                        .getValue())
                .isEqualTo(192);
    }

    @Test
    void shouldRefuseMoreMetricsThanAllowed() {
        List<Metric> metrics = new ArrayList<>();
        for (int i = 0; i <= MOST; i++) {
            metrics.add(Metric.flag("m" + i, true));
        }
        byte[] bytes = new PayloadWriter().write(new Payload(0, 0, metrics));

        assertThatThrownBy(() -> PayloadReader.read(bytes, MOST)).hasMessageContaining("more than 1000 metrics");
    }

    @Test
    void shouldRefuseLengthsBeyondTheEnd() {
        byte[] text = {0x12, 0x06, 0x0A, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07};
        byte[] beyondItsMetric = {0x12, 0x03, 0x0A, 0x04, 'a', 'b', 'c', 'd'};

        assertThatThrownBy(() -> PayloadReader.read(text, MOST)).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> PayloadReader.read(beyondItsMetric, MOST)).isInstanceOf(PayloadException.class);
    }

    @Test
    void shouldRefuseGroupsNestedWithoutEnd() {
        byte[] groups = new byte[1_000_000];
        Arrays.fill(groups, (byte) 0x53);

        assertThatThrownBy(() -> PayloadReader.read(groups, MOST)).hasMessageContaining("wire type 3");
    }

    @Test
    void shouldReadDamagedPayloadsOrRefuseThem() throws Exception {
        byte[] sound = new SparkplugBPayloadEncoder()
                .getBytes(
                        new SparkplugBPayload(
                                new Date(5),
                                List.of(
                                        new MetricBuilder("A/B", MetricDataType.Double, 2.5)
                                                .alias(9L)
                                                .createMetric(),
                                        new MetricBuilder("C", MetricDataType.String, "text").createMetric()),
                                7L),
                        false);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = Arrays.copyOf(sound, random.nextInt(sound.length + 1));
            for (int i = 0; i < 3 && damaged.length > 0; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            assertThatCode(() -> {
                        try {
                            PayloadReader.read(damaged, MOST);
                        } catch (PayloadException e) {
                            assertThat(e.getMessage()).isNotEmpty();
                        }
                    })
                    .as("seed %s, round %s", seed, round)
                    .doesNotThrowAnyException();
        }
    }
}
