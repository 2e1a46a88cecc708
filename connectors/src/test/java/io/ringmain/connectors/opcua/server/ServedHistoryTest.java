package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.ubyte;
import static org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.Unsigned.uint;

import io.ringmain.connectors.opcua.server.space.DataValues;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.milo.opcua.sdk.core.AccessLevel;
import org.eclipse.milo.opcua.stack.core.AttributeId;
import org.eclipse.milo.opcua.stack.core.NodeIds;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.types.builtin.ByteString;
import org.eclipse.milo.opcua.stack.core.types.builtin.DataValue;
import org.eclipse.milo.opcua.stack.core.types.builtin.DateTime;
import org.eclipse.milo.opcua.stack.core.types.builtin.NodeId;
import org.eclipse.milo.opcua.stack.core.types.builtin.QualifiedName;
import org.eclipse.milo.opcua.stack.core.types.builtin.unsigned.UByte;
import org.eclipse.milo.opcua.stack.core.types.enumerated.TimestampsToReturn;
import org.eclipse.milo.opcua.stack.core.types.structured.AggregateConfiguration;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryData;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadResult;
import org.eclipse.milo.opcua.stack.core.types.structured.HistoryReadValueId;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadAtTimeDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadProcessedDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadRawModifiedDetails;
import org.eclipse.milo.opcua.stack.core.types.structured.ReadValueId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedHistoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BASE = 1_700_000_000L * SECOND;
    private static final int SAMPLES = 25;

    private final StoredHistory history = new StoredHistory();
    private ServedPlantRun run;
    private UaTestClient client;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        for (int i = 0; i < SAMPLES; i++) {
            history.add(BASE + i * 10 * SECOND, i);
        }
        run = new ServedPlantRun.Recipe()
                .site(new SiteDefinition(
                        "test",
                        List.of(),
                        List.of(
                                TagDefinition.internal("A.Kept", TagType.FLOAT64),
                                TagDefinition.builder("A.Lost", TagType.FLOAT64)
                                        .history(false)
                                        .build()),
                        List.of(),
                        List.of()))
                .history(history)
                .setting("max-history-values", "10")
                .start(folder);
        client = UaTestClient.connect(run.url());
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        run.close();
    }

    private static DateTime at(long seconds) {
        return DataValues.time(BASE + seconds * SECOND);
    }

    private HistoryReadResult read(HistoryReadDetails details, String tag, ByteString point) throws Exception {
        return client.milo()
                .historyRead(
                        details,
                        TimestampsToReturn.Both,
                        false,
                        List.of(new HistoryReadValueId(UaTestClient.id(tag), null, QualifiedName.NULL_VALUE, point)))
                .getResults()[0];
    }

    private List<DataValue> all(HistoryReadDetails details) throws Exception {
        List<DataValue> values = new ArrayList<>();
        ByteString point = ByteString.NULL_VALUE;
        do {
            HistoryReadResult result = read(details, "A.Kept", point);
            assertThat(result.getStatusCode().isGood()).isTrue();
            HistoryData data =
                    (HistoryData) result.getHistoryData().decode(client.milo().getStaticEncodingContext());
            values.addAll(List.of(data.getDataValues()));
            point = result.getContinuationPoint();
        } while (point != null && point.isNotNull() && point.length() > 0);
        return values;
    }

    private List<Object> plain(HistoryReadDetails details) throws Exception {
        return all(details).stream().map(value -> value.value().value()).toList();
    }

    private static ReadRawModifiedDetails raw(DateTime from, DateTime to, int most, boolean hasBounds) {
        return new ReadRawModifiedDetails(false, from, to, uint(most), hasBounds);
    }

    @Test
    void shouldReadRawValuesPageByPage() throws Exception {
        List<Object> values = plain(raw(at(0), at(1_000), 0, false));
        assertThat(values).hasSize(SAMPLES).startsWith(0.0, 1.0).endsWith(24.0);
    }

    @Test
    void shouldReadBackwards() throws Exception {
        assertThat(plain(raw(at(45), at(5), 0, false))).containsExactly(4.0, 3.0, 2.0, 1.0);
        assertThat(plain(raw(DateTime.MIN_VALUE, at(200), 15, false)))
                .hasSize(15)
                .startsWith(20.0, 19.0)
                .endsWith(6.0);
    }

    @Test
    void shouldGiveTheBoundsThatAreThere() throws Exception {
        List<DataValue> values = all(raw(at(15), at(35), 0, true));
        assertThat(values).extracting(v -> v.value().value()).containsExactly(1.0, 2.0, 3.0, 4.0);
        List<DataValue> before = all(raw(at(-5), at(5), 0, true));
        assertThat(before.get(0).statusCode().value()).isEqualTo(StatusCodes.Bad_BoundNotFound);
        assertThat(before.get(2).value().value()).isEqualTo(1.0);
    }

    @Test
    void shouldInterpolateAtATime() throws Exception {
        List<DataValue> values = all(new ReadAtTimeDetails(new DateTime[] {at(10), at(15)}, false));
        assertThat(values).extracting(v -> v.value().value()).containsExactly(1.0, 1.5);
    }

    @Test
    void shouldGiveAggregatesForwardsAndBackwards() throws Exception {
        AggregateConfiguration standard = new AggregateConfiguration(true, true, ubyte(100), ubyte(100), false);
        NodeId[] count = {NodeIds.AggregateFunction_Count};
        assertThat(all(new ReadProcessedDetails(at(0), at(240), 20_000.0, count, standard)))
                .hasSize(12)
                .allSatisfy(value -> assertThat(value.value().value()).isEqualTo(2.0));
        assertThat(all(new ReadProcessedDetails(at(60), at(0), 20_000.0, count, standard)))
                .extracting(DataValue::sourceTime)
                .containsExactly(at(60), at(40), at(20));
        assertThat(read(
                                new ReadProcessedDetails(
                                        at(0),
                                        at(60),
                                        20_000.0,
                                        new NodeId[] {NodeIds.AggregateFunction_WorstQuality},
                                        standard),
                                "A.Kept",
                                ByteString.NULL_VALUE)
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_AggregateNotSupported);
    }

    @Test
    void shouldSayWhatCanNotBeRead() throws Exception {
        ReadRawModifiedDetails some = raw(at(0), at(10), 0, false);
        assertThat(read(some, "A.Lost", ByteString.NULL_VALUE).getStatusCode().value())
                .isEqualTo(StatusCodes.Bad_HistoryOperationUnsupported);
        assertThat(read(some, "A.None", ByteString.NULL_VALUE).getStatusCode().value())
                .isEqualTo(StatusCodes.Bad_NodeIdUnknown);
        assertThat(read(some, "A.Kept", ByteString.of(new byte[] {1}))
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Bad_ContinuationPointInvalid);
        assertThat(read(raw(at(5_000), at(6_000), 0, false), "A.Kept", ByteString.NULL_VALUE)
                        .getStatusCode()
                        .value())
                .isEqualTo(StatusCodes.Good_NoData);
        history.goDown();
        assertThat(read(some, "A.Kept", ByteString.NULL_VALUE).getStatusCode().value())
                .isEqualTo(StatusCodes.Bad_ResourceUnavailable);
    }

    @Test
    void shouldShowWhatIsRecorded() throws Exception {
        List<UByte> levels = Stream.of("A.Kept", "A.Lost")
                .map(tag -> new ReadValueId(
                        UaTestClient.id(tag), AttributeId.AccessLevel.uid(), null, QualifiedName.NULL_VALUE))
                .map(id -> readAttribute(id))
                .toList();
        assertThat(AccessLevel.fromValue(levels.get(0))).contains(AccessLevel.HistoryRead);
        assertThat(AccessLevel.fromValue(levels.get(1))).doesNotContain(AccessLevel.HistoryRead);
        assertThat(client.value("A.Kept/HA Configuration/Stepped")).isEqualTo(false);
        assertThat(client.value("A.Kept/HA Configuration/AggregateConfiguration/PercentDataGood"))
                .isEqualTo(ubyte(100));
    }

    private UByte readAttribute(ReadValueId id) {
        try {
            return (UByte) client.milo()
                    .read(0, TimestampsToReturn.Neither, List.of(id))
                    .getResults()[0]
                    .value()
                    .value();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
