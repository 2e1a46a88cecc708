package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.replay.ReplayListener;
import io.ringmain.core.replay.ReplayPoint;
import io.ringmain.core.replay.ReplaySource;
import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.UpdatePublisher;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.tag.TagValue;
import io.ringmain.core.whatif.Remark;
import io.ringmain.core.whatif.Renames;
import io.ringmain.core.whatif.WhatIf;
import io.ringmain.core.whatif.WhatIfReport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values that come late, through the whole plant. */
class BackfillTest {
    private static final long HOUR = 3_600 * SECOND;

    private final ScriptedConnector device = new ScriptedConnector();
    private final MemoryJournalStore store = new MemoryJournalStore().keepSnapshots(3);
    private final TestPlant plant = new TestPlant(site(tags()), store).connectors(device);
    private long lateNs;

    private static List<TagDefinition> tags() {
        TagDefinition scaled = ScriptedConnector.tag("Scaled", TagType.FLOAT64, "plc");
        TagDefinition filtered = ScriptedConnector.tag("Filtered", TagType.FLOAT64, "plc");
        return List.of(
                ScriptedConnector.tag("Level", TagType.FLOAT64, "plc"),
                ScriptedConnector.tag("Count", TagType.INT64, "plc"),
                ScriptedConnector.tag("Flag", TagType.BOOL, "plc"),
                ScriptedConnector.tag("Text", TagType.STRING, "plc"),
                ScriptedConnector.tag("Reals", TagType.FLOAT64_ARRAY, "plc")
                        .change()
                        .length(4)
                        .build(),
                ScriptedConnector.tag("Wholes", TagType.INT64_ARRAY, "plc")
                        .change()
                        .length(2)
                        .build(),
                scaled.change()
                        .conditioning(Conditioning.scaled(Scaling.factor(10, 0)))
                        .build(),
                filtered.change()
                        .range(0, 100)
                        .conditioning(Conditioning.filtered(
                                new Filter.Exponential(SECOND), new Filter.OutOfRange(0, 50, true)))
                        .build(),
                TagDefinition.builder("Twice", TagType.FLOAT64)
                        .derivation(Derivation.of("Level * 2"))
                        .build());
    }

    private static SiteDefinition site(List<TagDefinition> tags) {
        return new SiteDefinition(
                "late",
                List.of(ScriptedConnector.definition("plc")),
                tags,
                List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 80)),
                List.of());
    }

    private UpdatePublisher late() {
        lateNs = plant.nowNs() - HOUR;
        return device.context.backfill();
    }

    private void start() {
        plant.pass(10 * HOUR).start().tick(SECOND);
        device.context.updates().update(plant.id("Level"), 10.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
    }

    /** What the journal has of late values, as text. */
    private List<String> journaled() {
        List<String> found = new ArrayList<>();
        BatchDecoder decoder = new BatchDecoder();
        try (var reader = store.reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        if (decoder.event().kind == EventKind.BACKFILL) {
                            found.add(text(decoder));
                        }
                    }
                }
            })) {
                // the handler has taken it
            }
        }
        return found;
    }

    private String text(BatchDecoder decoder) {
        Event event = decoder.event();
        StringBuilder text = new StringBuilder(
                plant.plant().site().tag(event.target) == null
                        ? "#" + event.target
                        : plant.plant().site().tag(event.target).name());
        switch (event.valueType) {
            case 0 -> text.append(" -");
            case 3 -> text.append(' ').append(Double.longBitsToDouble(event.valueBits));
            case 4 -> text.append(' ').append(new String(event.text, 0, event.textLength, StandardCharsets.UTF_8));
            case 5, 6 -> text.append(" [").append(event.elementCount).append(']');
            default -> text.append(' ').append(event.valueBits);
        }
        text.append(event.statusCode == 0 ? "" : " " + Quality.name(event.statusCode));
        for (int i = 0; i < decoder.resultCount(); i++) {
            Result result = decoder.result(i);
            text.append(" -> ").append(Double.longBitsToDouble(result.bits()));
            text.append(result.status() == 0 ? "" : " " + Quality.name(result.status()));
        }
        if (event.disposition == Event.QUARANTINED) {
            text.append(" quarantined ").append(Quality.name(event.cause));
        }
        assertThat(event.sourceTimeNs).isEqualTo(lateNs);
        assertThat(event.ingressTimeNs).isEqualTo(plant.nowNs());
        return text.toString();
    }

    @Test
    void shouldJournalLateValuesOfEveryType() {
        start();
        byte[] text = "Überlauf".getBytes(StandardCharsets.UTF_8);
        assertThat(late().update(plant.id("Level"), 12.5, Quality.UNCERTAIN, lateNs))
                .isTrue();
        assertThat(late().update(plant.id("Count"), Long.MIN_VALUE, Quality.GOOD, lateNs))
                .isTrue();
        assertThat(late().update(plant.id("Flag"), true, Quality.GOOD, lateNs)).isTrue();
        assertThat(late().update(plant.id("Text"), text, text.length, Quality.GOOD, lateNs))
                .isTrue();
        assertThat(late().update(plant.id("Reals"), new double[] {1, Double.NaN}, 2, 0, lateNs))
                .isTrue();
        assertThat(late().update(plant.id("Wholes"), new long[] {7}, 1, 0, lateNs))
                .isTrue();
        assertThat(late().status(plant.id("Level"), Quality.BAD_SENSOR_FAILURE, lateNs))
                .isTrue();
        int[] ids = {plant.id("Level"), plant.id("Scaled")};
        assertThat(late().scan(ids, new double[] {1, 2}, new int[2], 2, lateNs)).isEqualTo(2);
        plant.plant().stepAll();

        assertThat(journaled())
                .containsExactly(
                        "Level 12.5 Uncertain",
                        "Count -9223372036854775808",
                        "Flag 1",
                        "Text Überlauf",
                        "Reals [2]",
                        "Wholes [1]",
                        "Level - BadSensorFailure",
                        "Level 1.0",
                        "Scaled 2.0 -> 20.0");
        plant.assertReplays();
    }

    @Test
    void shouldTouchNeitherValuesNorAlarmsNorDerivedTags() {
        start();
        long before = plant.tag("Level").sequence;
        late().update(plant.id("Level"), 99.0, Quality.GOOD, lateNs);
        late().update(plant.id("Level"), 99.0, Quality.GOOD, plant.nowNs() + SECOND);
        late().status(plant.id("Level"), Quality.BAD, lateNs);
        plant.plant().stepAll();
        plant.tick(SECOND);

        plant.assertTag("Level", 10, Quality.GOOD);
        plant.assertTag("Twice", 20, Quality.GOOD);
        TagValue level = plant.tag("Level");
        assertThat(level.sequence).isEqualTo(before);
        assertThat(plant.alarm("Level.HI").occurrence).isZero();
        plant.assertReplays();
    }

    @Test
    void shouldScaleLateValuesAndLeaveFiltersWithAMemoryAlone() {
        start();
        int filtered = plant.id("Filtered");
        device.context.updates().update(filtered, 40.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        late().update(plant.id("Scaled"), 7L, Quality.GOOD, lateNs);
        late().update(filtered, 3.0, Quality.GOOD, lateNs);
        late().update(filtered, 60.0, Quality.GOOD, lateNs);
        late().update(filtered, Double.NaN, Quality.GOOD, lateNs);
        plant.plant().stepAll();
        assertThat(journaled())
                .containsExactly(
                        "Scaled 7 -> 70.0",
                        "Filtered 3.0",
                        "Filtered 60.0 -> 60.0 BadOutOfRange",
                        "Filtered NaN -> NaN BadOutOfRange");
        // the exponential filter goes on from 40 as if nothing had been there
        plant.tick(SECOND);
        device.context.updates().update(filtered, 40.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        plant.assertTag("Filtered", 40, Quality.GOOD);
        plant.assertReplays();
    }

    @Test
    void shouldQuarantineWhatNoTagTakes() {
        start();
        byte[] text = "x".getBytes(StandardCharsets.UTF_8);
        late().update(99, 1.0, Quality.GOOD, lateNs);
        late().update(-1, true, Quality.GOOD, lateNs);
        late().update(plant.id("Flag"), 1L, Quality.GOOD, lateNs);
        late().update(plant.id("Level"), text, 1, Quality.GOOD, lateNs);
        late().update(plant.id("Text"), 1.0, Quality.GOOD, lateNs);
        late().update(plant.id("Wholes"), new long[3], 3, Quality.GOOD, lateNs);
        plant.plant().stepAll();
        assertThat(journaled())
                .containsExactly(
                        "#99 1.0 quarantined BadNodeIdUnknown",
                        "#-1 1 quarantined BadNodeIdUnknown",
                        "Flag 1 quarantined BadTypeMismatch",
                        "Level x quarantined BadTypeMismatch",
                        "Text 1.0 quarantined BadTypeMismatch",
                        "Wholes [3] quarantined BadOutOfRange");
        plant.assertTag("Level", 10, Quality.GOOD);
        assertThat(plant.accounting("connector plc").quarantined()).isEqualTo(6);
        plant.assertReplays();
    }

    @Test
    void shouldCountLateValuesWithTheConnectorsUpdates() {
        start();
        PlantStatus.SourceStatus before = plant.accounting("connector plc");
        late().update(plant.id("Level"), 1.0, Quality.GOOD, lateNs);
        late().update(99, 1.0, Quality.GOOD, lateNs);
        byte[] endless = new byte[TagValue.MAX_STRING_BYTES + 1];
        assertThat(late().update(plant.id("Text"), endless, endless.length, 0, lateNs))
                .as("it would never be taken")
                .isTrue();
        plant.plant().stepAll();
        PlantStatus.SourceStatus after = plant.accounting("connector plc");
        assertThat(after.received() - before.received()).isEqualTo(3);
        assertThat(after.applied() - before.applied()).isEqualTo(1);
        assertThat(after.quarantined() - before.quarantined()).isEqualTo(1);
        assertThat(after.refused() - before.refused()).isEqualTo(1);
    }

    @Test
    void shouldComeToTheSameStateAfterAKill() {
        start();
        late().update(plant.id("Level"), 99.0, Quality.GOOD, lateNs);
        late().update(plant.id("Scaled"), 2.0, Quality.GOOD, lateNs);
        plant.plant().stepAll();
        plant.start().tick(SECOND);
        plant.assertTag("Level", 10, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        assertThat(plant.alarm("Level.HI").occurrence).isZero();
        plant.assertReplays();
    }

    @Test
    void shouldGoThroughAWhatIfByName() {
        start();
        late().update(plant.id("Level"), 99.0, Quality.GOOD, lateNs);
        late().update(plant.id("Count"), 5L, Quality.GOOD, lateNs);
        plant.plant().stepAll();
        List<TagDefinition> fewer = new ArrayList<>(tags());
        fewer.removeIf(tag -> tag.name().equals("Count"));
        WhatIfReport report = WhatIf.run(
                new ReplaySource(store, store, List.of(), Map.of()),
                site(fewer),
                Renames.NONE,
                ReplayPoint.BEGIN,
                ReplayPoint.END,
                ReplayListener.NONE);
        assertThat(report.alarms()).isEmpty();
        assertThat(report.remarks()).contains(new Remark(Remark.Kind.TAG_MISSING, "Count", "", 1));
    }
}
