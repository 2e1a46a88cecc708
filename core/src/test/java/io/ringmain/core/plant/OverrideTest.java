package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.type.PumpDuty;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OverrideTest {
    private static final long BITS_50 = Double.doubleToLongBits(50);

    private final ScriptedConnector device = new ScriptedConnector();
    private final SiteDefinition site = site();
    private final TestPlant plant =
            new TestPlant(site).machines(new PumpDuty()).connectors(device).start();
    private long next = 1;

    private static SiteDefinition site() {
        List<TagDefinition> tags = new ArrayList<>(List.of(
                TagDefinition.builder("Level", TagType.FLOAT64).range(0, 100).build(),
                TagDefinition.internal("Note", TagType.STRING),
                ScriptedConnector.tag("Count", TagType.INT64, "plc"),
                ScriptedConnector.tag("Flag", TagType.BOOL, "plc"),
                TagDefinition.internal("Slow", TagType.FLOAT64)
                        .change()
                        .conditioning(Conditioning.filtered(new Filter.Exponential(10 * SECOND))
                                .withStale(20 * SECOND))
                        .build()));
        Map<String, String> bindings = new TreeMap<>(Map.of("level", "Level"));
        for (String port : List.of("running-a", "running-b", "fault-a", "fault-b")) {
            tags.add(TagDefinition.internal(port, TagType.BOOL));
            bindings.put(port, port);
        }
        tags.add(TagDefinition.internal("start-a", TagType.BOOL));
        tags.add(ScriptedConnector.tag("start-b", TagType.BOOL, "plc"));
        bindings.put("start-a", "start-a");
        bindings.put("start-b", "start-b");
        return new SiteDefinition(
                "override",
                List.of(ScriptedConnector.definition("plc")),
                tags,
                List.of(AlarmDefinition.limit("Level", AlarmKind.HI, 80)),
                List.of(new MachineDefinition("Pumps", PumpDuty.TYPE, SECOND, bindings, Map.of())));
    }

    private int override(String tag, TagType type, long bits, String text, String reason) {
        return plant.submit(new Command(
                        9, next++, Command.Kind.OVERRIDE, plant.id(tag), 0, type, bits, text, "operator", reason))
                .join()
                .statusCode();
    }

    private void force(String tag, TagType type, long bits) {
        assertThat(override(tag, type, bits, "", "sensor removed")).isEqualTo(Quality.GOOD);
    }

    private int release(String tag) {
        return plant.submit(new Command(
                        9, next++, Command.Kind.RELEASE, plant.id(tag), 0, null, 0, "", "operator", "sensor back"))
                .join()
                .statusCode();
    }

    private void assertTag(String name, Object value, int status) {
        assertThat(plant.tag(name).asString()).isEqualTo(value.toString());
        assertThat(Quality.name(plant.tag(name).statusCode)).isEqualTo(Quality.name(status));
    }

    @Test
    void shouldShowTheForcedValueAndKeepTheRealOneUnderneath() {
        plant.update("Level", 10);
        force("Level", TagType.FLOAT64, BITS_50);
        assertTag("Level", 50.0, Quality.GOOD_LOCAL_OVERRIDE);
        assertThat(plant.tag("Level").isOverridden()).isTrue();
        long marks = plant.plant().changes().of(plant.id("Level"));
        plant.update("Level", 20).update("Level", 90).status("Level", Quality.BAD_SENSOR_FAILURE);
        assertTag("Level", 50.0, Quality.GOOD_LOCAL_OVERRIDE);
        assertThat(plant.plant().changes().of(plant.id("Level"))).isEqualTo(marks);
        assertThat(plant.accounting("test").filtered()).isEqualTo(3);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.NORM);
        assertThat(release("Level")).isEqualTo(Quality.GOOD);
        assertTag("Level", 90.0, Quality.BAD_SENSOR_FAILURE);
        assertThat(plant.tag("Level").isOverridden()).isFalse();
        plant.update("Level", 90);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
        plant.assertReplays();
    }

    @Test
    void shouldRaiseAndEndAlarmsByTheValueShown() {
        plant.update("Level", 90);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
        plant.acknowledge("Level.HI", 0);
        force("Level", TagType.FLOAT64, BITS_50);
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.NORM);
        release("Level");
        assertThat(plant.alarm("Level.HI").state).isEqualTo(AlarmState.UNACK);
    }

    @Test
    void shouldForceEveryType() {
        plant.update("Note", "measured");
        assertThat(override("Note", TagType.STRING, 0, "forced", "because")).isEqualTo(Quality.GOOD);
        force("Count", TagType.INT64, -7);
        force("Flag", TagType.BOOL, 1);
        assertTag("Note", "forced", Quality.GOOD_LOCAL_OVERRIDE);
        assertTag("Count", -7, Quality.GOOD_LOCAL_OVERRIDE);
        assertTag("Flag", true, Quality.GOOD_LOCAL_OVERRIDE);
        plant.update("Note", "a longer real text");
        device.context.updates().update(plant.id("Count"), 3L, Quality.UNCERTAIN, plant.nowNs());
        plant.plant().stepAll();
        assertTag("Note", "forced", Quality.GOOD_LOCAL_OVERRIDE);
        assertThat(override("Note", TagType.STRING, 0, "again", "because")).isEqualTo(Quality.GOOD);
        assertTag("Note", "again", Quality.GOOD_LOCAL_OVERRIDE);
        release("Note");
        release("Count");
        release("Flag");
        assertTag("Note", "a longer real text", Quality.GOOD);
        assertTag("Count", 3, Quality.UNCERTAIN);
        assertTag("Flag", false, Quality.BAD_WAITING_FOR_INITIAL_DATA);
        assertThat(device.writes).isEmpty();
        plant.assertReplays();
    }

    @Test
    void shouldRefuseWhatIsNotAllowed() {
        assertThat(override("Level", TagType.FLOAT64, BITS_50, "", " ")).isEqualTo(Quality.BAD_INVALID_ARGUMENT);
        assertThat(override("Level", TagType.INT64, 5, "", "why")).isEqualTo(Quality.BAD_TYPE_MISMATCH);
        assertThat(override("Level", TagType.FLOAT64, Double.doubleToLongBits(101), "", "why"))
                .isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(override("Level", TagType.FLOAT64, Double.doubleToLongBits(Double.NaN), "", "why"))
                .isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(override("Note", TagType.STRING, 0, "x".repeat(5_000), "why"))
                .isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(release("Level")).isEqualTo(Quality.BAD_INVALID_STATE);
        force("Level", TagType.FLOAT64, BITS_50);
        assertThat(plant.submit(plant.write("Level", TagType.FLOAT64, 0)).join().statusCode())
                .isEqualTo(Quality.BAD_INVALID_STATE);
        assertTag("Level", 50.0, Quality.GOOD_LOCAL_OVERRIDE);
        plant.assertReplays();
    }

    @Test
    void shouldNotChangeByALostLinkWhileTheRealValueDoes() {
        device.context.updates().update(plant.id("Count"), 3L, Quality.GOOD, plant.nowNs());
        device.context.updates().update(plant.id("Flag"), true, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        force("Count", TagType.INT64, 8);
        device.context.link(LinkState.UNAVAILABLE);
        plant.plant().stepAll();
        plant.tick(0);
        assertTag("Count", 8, Quality.GOOD_LOCAL_OVERRIDE);
        assertTag("Flag", true, Quality.BAD_NO_COMMUNICATION);
        release("Count");
        assertTag("Count", 3, Quality.BAD_NO_COMMUNICATION);
        plant.assertReplays();
    }

    @Test
    void shouldRunFiltersAndTimesUnderneath() {
        plant.update("Slow", 0);
        force("Slow", TagType.FLOAT64, BITS_50);
        plant.tick(10 * SECOND).update("Slow", 100);
        assertTag("Slow", 50.0, Quality.GOOD_LOCAL_OVERRIDE);
        release("Slow");
        assertThat(plant.tag("Slow").asDouble()).isBetween(63.0, 63.5);
        force("Slow", TagType.FLOAT64, BITS_50);
        plant.tick(20 * SECOND);
        assertTag("Slow", 50.0, Quality.GOOD_LOCAL_OVERRIDE);
        release("Slow");
        assertThat(plant.tag("Slow").statusCode).isEqualTo(Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.assertReplays();
    }

    @Test
    void shouldLeaveMachinesWritesUnderneath() {
        force("start-a", TagType.BOOL, 0);
        force("start-b", TagType.BOOL, 0);
        plant.update("Level", 95).tick(SECOND).tick(SECOND).tick(5 * SECOND);
        assertTag("start-a", false, Quality.GOOD_LOCAL_OVERRIDE);
        assertThat(device.writes).as("a device is not written for a forced tag").isEmpty();
        release("start-a");
        release("start-b");
        plant.tick(SECOND).tick(SECOND);
        assertThat(plant.tag("start-a").asBoolean() || !device.writes.isEmpty())
                .as("the machine's wish shows at once")
                .isTrue();
        plant.assertReplays();
    }

    @Test
    void shouldSurviveARestartWithAndWithoutASnapshot() {
        plant.update("Level", 10).update("Note", "real");
        force("Level", TagType.FLOAT64, BITS_50);
        override("Note", TagType.STRING, 0, "forced", "because");
        plant.update("Level", 30);
        long hash = plant.plant().stateHash();
        plant.close();
        MemoryJournalStore whole = plant.store().copy();
        whole.dropSnapshot();
        for (MemoryJournalStore store : List.of(plant.store().copy(), whole)) {
            TestPlant again = new TestPlant(site, store)
                    .machines(new PumpDuty())
                    .connectors(new ScriptedConnector())
                    .pass(3_600 * SECOND)
                    .start();
            assertThat(again.tag("Level").asDouble()).isEqualTo(50);
            assertThat(again.tag("Note").isOverridden()).isTrue();
            again.update("Level", 31);
            again.submit(new Command(
                            9, 900, Command.Kind.RELEASE, again.id("Level"), 0, null, 0, "", "operator", "back"))
                    .join();
            again.submit(new Command(
                            9, 901, Command.Kind.RELEASE, again.id("Note"), 0, null, 0, "", "operator", "back"))
                    .join();
            assertThat(again.tag("Level").asDouble()).isEqualTo(31);
            assertThat(again.tag("Note").asString()).isEqualTo("real");
            again.assertReplays();
        }
        assertThat(hash).isNotZero();
    }

    @Test
    void shouldEndWithTheTagItBelongsTo() {
        plant.update("Level", 10);
        force("Level", TagType.FLOAT64, BITS_50);
        List<TagDefinition> others = new ArrayList<>(site.tags());
        others.set(0, TagDefinition.internal("Level", TagType.INT64));
        plant.site(new SiteDefinition("override", site.connectors(), others, List.of(), List.of()))
                .start();
        assertTag("Level", 0, Quality.BAD_WAITING_FOR_INITIAL_DATA);
        assertThat(release("Level")).isEqualTo(Quality.BAD_INVALID_STATE);
        plant.count("Level", 4);
        assertTag("Level", 4, Quality.GOOD);
        plant.assertReplays();
    }

    @Test
    void shouldNotTakeASourcesOwnOverrideForOne() {
        plant.update("Level", 10, Quality.GOOD_LOCAL_OVERRIDE).update("Level", 11, Quality.GOOD_LOCAL_OVERRIDE);
        assertTag("Level", 11.0, Quality.GOOD_LOCAL_OVERRIDE);
        assertThat(release("Level")).isEqualTo(Quality.BAD_INVALID_STATE);
        plant.update("Level", 12);
        assertTag("Level", 12.0, Quality.GOOD);
    }
}
