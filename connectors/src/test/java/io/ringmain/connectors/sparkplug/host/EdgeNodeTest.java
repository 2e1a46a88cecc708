package io.ringmain.connectors.sparkplug.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.sparkplug.SparkplugTopic;
import io.ringmain.connectors.sparkplug.payload.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EdgeNodeTest {
    private static final int MOST = 10;

    private final EdgeNode node = new EdgeNode("g", "n");

    private boolean add(String device, String metric) {
        return node.add(new SeenMetric(new MetricAddress("g", "n", device, metric), Metric.flag(metric, true)), MOST);
    }

    private int held() {
        return node.byDevice().values().stream().mapToInt(Map::size).sum();
    }

    @Test
    void shouldHoldNoMoreMetricsThanAllowedWhenItIsBornAgainAndAgainWithOtherDevices() {
        for (int round = 0; round < 20; round++) {
            node.begin(round);
            node.begin("device" + round, MOST);
            for (int i = 0; i < MOST; i++) {
                add("device" + round, "m" + i);
            }
        }

        assertThat(held()).isEqualTo(MOST);
        assertThat(add("another", "m")).isFalse();
    }

    @Test
    void shouldHaveRoomForAsManyMetricsAfterEachBirth() {
        for (int round = 0; round < 20; round++) {
            node.begin(round);
            assertThat(add(null, "own")).isTrue();
            assertThat(node.begin("device", MOST)).isTrue();
            for (int i = 1; i < MOST; i++) {
                assertThat(add("device", "m" + i)).isTrue();
            }
        }

        assertThat(held()).isEqualTo(MOST);
    }

    @Test
    void shouldGiveUpADeviceThatIsNotBornThoughTheNodeIsBornMeanwhile() {
        node.begin("device", MOST);
        node.begin(100);
        node.begin(150);

        assertThat(node.overdue(199, 100)).isNull();
        assertThat(node.overdue(200, 100)).isEqualTo("device");
    }

    @Test
    void shouldRefuseMoreDevicesThanAllowed() {
        int taken = 0;
        for (int i = 0; i < 3 * MOST; i++) {
            taken += node.begin("device" + i, MOST) ? 1 : 0;
        }

        assertThat(taken).isBetween(MOST, MOST + 1);
    }

    @Test
    void shouldTakeNoTopicWithAnEmptyLevelForOneOfSparkplug() {
        assertThat(SparkplugTopic.parse("spBv1.0/g/DDATA/n/")).isNull();
        assertThat(SparkplugTopic.parse("spBv1.0//NDATA/n")).isNull();
        assertThat(SparkplugTopic.parse("spBv1.0/g/NDATA/")).isNull();
        assertThat(SparkplugTopic.parse("spBv1.0/g/DDATA/n/d")).hasToString("spBv1.0/g/DDATA/n/d");
    }
}
