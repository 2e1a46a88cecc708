package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.codec.BatchDecoder;
import io.ringmain.core.ring.CommandOutcome;
import io.ringmain.core.ring.Result;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.spi.DeviceWrite;
import io.ringmain.core.spi.LinkState;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.Scaling.Outside;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditioningTest {
    private static final int OTHER_BAD = 0xC0AB0123;

    private final ScriptedConnector device = new ScriptedConnector();
    private TestPlant plant;

    private static TagDefinition tag(String name, TagType type, Conditioning conditioning) {
        return TagDefinition.builder(name, type)
                .range(0, 100)
                .conditioning(conditioning)
                .build();
    }

    private void start(TagDefinition... tags) {
        plant = new TestPlant(new SiteDefinition(
                        "conditioning",
                        List.of(ScriptedConnector.definition("plc")),
                        List.of(tags),
                        List.of(),
                        List.of()))
                .connectors(device)
                .start();
    }

    /** All results of a kind that the journal holds, as text. */
    private List<String> journaled(int kind) {
        List<String> found = new ArrayList<>();
        BatchDecoder decoder = new BatchDecoder();
        try (var reader = plant.store().reader(0)) {
            while (reader.poll((buffer, offset, length) -> {
                if (decoder.wrap(buffer, offset, length)) {
                    while (decoder.next()) {
                        for (int i = 0; i < decoder.resultCount(); i++) {
                            Result result = decoder.result(i);
                            if (result.kind() == kind) {
                                found.add(Double.longBitsToDouble(result.bits()) + " " + Quality.name(result.status()));
                            }
                        }
                    }
                }
            })) {
                // the handler has taken it
            }
        }
        return found;
    }

    // ---- types

    @Test
    void shouldTakeWholeNumbersAndFlagsIntoNumbersThatHoldThem() {
        start(
                TagDefinition.internal("F", TagType.FLOAT64),
                TagDefinition.internal("I", TagType.INT64),
                TagDefinition.internal("B", TagType.BOOL));
        // An int literal picks the overload for long.
        plant.source().update(plant.id("F"), 81, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        plant.assertTag("F", 81, Quality.GOOD);
        plant.update("F", true);
        plant.assertTag("F", 1, Quality.GOOD);
        plant.update("I", true);
        plant.assertTag("I", 1, Quality.GOOD);
        assertThat(plant.accounting("test").quarantined()).isZero();
        plant.assertReplays();
    }

    @Test
    void shouldQuarantineWhatLosesSomething() {
        start(
                TagDefinition.internal("I", TagType.INT64),
                TagDefinition.internal("B", TagType.BOOL),
                TagDefinition.internal("S", TagType.STRING));
        plant.count("I", 5).update("I", 6.0);
        plant.assertTag("I", 5, Quality.BAD_TYPE_MISMATCH);
        plant.count("B", 1);
        plant.assertTag("B", 0, Quality.BAD_TYPE_MISMATCH);
        plant.update("S", 1.0).update("I", "text");
        assertThat(plant.accounting("test").quarantined()).isEqualTo(4);
        plant.assertReplays();
    }

    @Test
    void shouldRoundIntoAWholeNumberWhenDeclared() {
        start(tag("I", TagType.INT64, Conditioning.NONE.rounded()));
        plant.update("I", 2.5);
        plant.assertTag("I", 2, Quality.GOOD);
        plant.update("I", 3.5);
        plant.assertTag("I", 4, Quality.GOOD);
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0x1p63, -0x1p64}) {
            plant.update("I", value);
            plant.assertTag("I", 4, Quality.BAD_OUT_OF_RANGE);
        }
        plant.count("I", Long.MAX_VALUE - 1);
        assertThat(plant.tag("I").bits).isEqualTo(Long.MAX_VALUE - 1);
        plant.assertReplays();
    }

    @Test
    void shouldKeepHugeWholeNumbersApartThatAreFartherApartThanTheDeadband() {
        start(TagDefinition.builder("I", TagType.INT64)
                .deadband(Deadband.absolute(50))
                .build());
        long huge = 1L << 60;
        plant.count("I", huge).count("I", huge + 60);
        assertThat(plant.tag("I").bits).isEqualTo(huge + 60);
        plant.count("I", huge + 110);
        assertThat(plant.tag("I").bits).isEqualTo(huge + 60);
        plant.count("I", Long.MIN_VALUE);
        assertThat(plant.tag("I").bits).isEqualTo(Long.MIN_VALUE);
    }

    // ---- scaling

    @Test
    void shouldScaleAndReportWhatStandsInTheTable() {
        start(tag(
                "T",
                TagType.FLOAT64,
                Conditioning.scaled(Scaling.linear(4, 20, 0, 100).outside(Outside.CLAMP))));
        plant.update("T", 12).update("T", 22).update("T", 4, Quality.BAD_SENSOR_FAILURE);
        plant.count("T", 20);
        plant.assertTag("T", 100, Quality.GOOD);
        assertThat(journaled(Result.CONDITIONED))
                .containsExactly(
                        "50.0 Good", "100.0 UncertainEngineeringUnitsExceeded", "0.0 BadSensorFailure", "100.0 Good");
        plant.assertReplays();
    }

    @Test
    void shouldNotReportWhatIsAsTheSourceSaid() {
        start(tag("T", TagType.FLOAT64, Conditioning.filtered(new Filter.OutOfRange(0, 10, true))));
        plant.update("T", 5).update("T", 15).update("T", 5);
        assertThat(journaled(Result.CONDITIONED)).containsExactly("15.0 BadOutOfRange");
    }

    @Test
    void shouldShowWhatIsOutsideABadEnd() {
        start(tag(
                "T",
                TagType.FLOAT64,
                Conditioning.scaled(Scaling.linear(0, 10, 0, 100).outside(Outside.BAD))));
        plant.update("T", 11);
        plant.assertTag("T", 110, Quality.BAD_OUT_OF_RANGE);
        plant.update("T", 10);
        plant.assertTag("T", 100, Quality.GOOD);
    }

    private TagDefinition bound(String name, Scaling scaling) {
        return ScriptedConnector.tag(name, TagType.FLOAT64, "plc")
                .change()
                .conditioning(Conditioning.scaled(scaling))
                .range(0, 100)
                .build();
    }

    private CommandOutcome write(String name, double value) {
        var outcome = plant.submit(plant.write(name, TagType.FLOAT64, Double.doubleToLongBits(value)));
        if (!outcome.isDone()) {
            device.context.answer(device.lastWrite().writeId(), Quality.GOOD);
            plant.plant().stepAll();
        }
        return outcome.join();
    }

    @Test
    void shouldWriteTheDevicesOwnNumber() {
        start(
                bound("A", Scaling.linear(4, 20, 0, 100)),
                bound("B", Scaling.linear(0, 27648, 0, 100).raw(TagType.INT64)),
                bound("C", Scaling.linear(0, 10, 0, 50).outside(Outside.CLAMP)));
        assertThat(write("A", 50).statusCode()).isEqualTo(Quality.GOOD);
        DeviceWrite real = device.lastWrite();
        assertThat(real.type()).isEqualTo(TagType.FLOAT64);
        assertThat(real.asDouble()).isEqualTo(12);
        assertThat(write("B", 33.3333).statusCode()).isEqualTo(Quality.GOOD);
        assertThat(device.lastWrite().value()).isEqualTo(9216L);
        assertThat(write("C", 50).statusCode()).isEqualTo(Quality.GOOD);
        assertThat(device.lastWrite().asDouble()).isEqualTo(10);
        int written = device.writes.size();
        assertThat(write("C", 60).statusCode()).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(device.writes).hasSize(written);
        plant.assertReplays();
    }

    // ---- filters

    @Test
    void shouldLeaveTheFiltersMemoryAloneForWhatIsNoValue() {
        start(tag(
                "T", TagType.FLOAT64, Conditioning.filtered(new Filter.Exponential(SECOND), new Filter.Kalman(1, 1))));
        plant.update("T", 10).tick(SECOND);
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            plant.update("T", value);
            plant.assertTag("T", value, Quality.BAD_OUT_OF_RANGE);
        }
        plant.update("T", 99, Quality.BAD_SENSOR_FAILURE);
        plant.assertTag("T", 99, Quality.BAD_SENSOR_FAILURE);
        plant.status("T", Quality.BAD_DEVICE_FAILURE);
        plant.assertTag("T", 99, Quality.BAD_DEVICE_FAILURE);
        plant.update("T", 10);
        plant.assertTag("T", 10, Quality.GOOD);
        plant.assertReplays();
    }

    @Test
    void shouldEndWithTheStepThatFindsTheValueBad() {
        start(tag(
                "T",
                TagType.FLOAT64,
                Conditioning.filtered(new Filter.OutOfRange(0, 50, true), new Filter.Exponential(SECOND))));
        plant.update("T", 10).tick(SECOND);
        plant.update("T", 51);
        plant.assertTag("T", 51, Quality.BAD_OUT_OF_RANGE);
        plant.update("T", 10);
        plant.assertTag("T", 10, Quality.GOOD);
    }

    @Test
    void shouldFilterInTheOrderDeclared() {
        Filter held = new Filter.Outlier(Filter.Outlier.Method.HAMPEL, 3, 3, 0.1, true);
        Filter range = new Filter.OutOfRange(0, 50, false);
        start(
                tag("A", TagType.FLOAT64, Conditioning.filtered(held, range)),
                tag("B", TagType.FLOAT64, Conditioning.filtered(range, held)));
        for (String name : List.of("A", "B")) {
            plant.update(name, 10).update(name, 10).update(name, 10).update(name, 90);
        }
        plant.assertTag("A", 10, Quality.UNCERTAIN_LAST_USABLE_VALUE);
        plant.assertTag("B", 10, Quality.UNCERTAIN_ENGINEERING_UNITS_EXCEEDED);
    }

    @Test
    void shouldKeepTheSourcesOwnDoubtBeforeAFilters() {
        start(tag("T", TagType.FLOAT64, Conditioning.filtered(new Filter.OutOfRange(0, 50, false))));
        plant.update("T", 60, Quality.UNCERTAIN);
        plant.assertTag("T", 60, Quality.UNCERTAIN);
    }

    @ParameterizedTest
    @ValueSource(ints = {OTHER_BAD, 0xFFFFFFFF, 0x80FF0000})
    void shouldTakeStatusCodesThatNobodyKnowsByTheirSeverity(int status) {
        start(
                tag("T", TagType.FLOAT64, Conditioning.filtered(new Filter.OutOfRange(0, 50, false))),
                TagDefinition.internal("P", TagType.FLOAT64));
        plant.update("T", 60, status).update("P", 60, status);
        plant.assertTag("T", 60, status);
        plant.assertTag("P", 60, status);
        assertThat(Quality.isBad(status)).isTrue();
        plant.update("T", 60, 0x40FF0000).update("P", 60, 0x00FF0000);
        assertThat(Quality.isUncertain(plant.tag("T").statusCode)).isTrue();
        assertThat(Quality.isGood(plant.tag("P").statusCode)).isTrue();
        plant.assertReplays();
    }

    @Test
    void shouldApplyTheDeadbandBehindScalingAndFilters() {
        start(tag("T", TagType.FLOAT64, Conditioning.scaled(Scaling.factor(10, 0)))
                .change()
                .deadband(Deadband.percent(5))
                .build());
        plant.update("T", 1).update("T", 1.5);
        plant.assertTag("T", 10, Quality.GOOD);
        assertThat(plant.accounting("test").filtered()).isEqualTo(1);
        plant.update("T", 1.6);
        plant.assertTag("T", 16, Quality.GOOD);
        plant.assertReplays();
    }

    // ---- configuration and link

    @Test
    void shouldKeepMemoryOfWhatStaysWhenTheConfigurationChanges() {
        TagDefinition kept = tag("A", TagType.FLOAT64, Conditioning.filtered(new Filter.Exponential(10 * SECOND)));
        TagDefinition changed = tag("B", TagType.FLOAT64, Conditioning.filtered(new Filter.Exponential(10 * SECOND)));
        start(kept, changed);
        plant.update("A", 0).update("B", 0);
        plant.site(new SiteDefinition(
                        "conditioning",
                        List.of(ScriptedConnector.definition("plc")),
                        List.of(
                                kept,
                                changed.change()
                                        .conditioning(Conditioning.filtered(new Filter.Exponential(5 * SECOND)))
                                        .build()),
                        List.of(),
                        List.of()))
                .start();
        plant.tick(SECOND).update("A", 100).update("B", 100);
        assertThat(plant.tag("A").asDouble()).isBetween(1.0, 20.0);
        plant.assertTag("B", 100, Quality.GOOD);
        plant.assertReplays();
    }

    @Test
    void shouldLoseTheLinkOfAConditionedTagAsOfAnyOther() {
        start(bound("A", Scaling.factor(2, 0)));
        device.context.updates().update(plant.id("A"), 4.0, Quality.GOOD, plant.nowNs());
        plant.plant().stepAll();
        device.context.link(LinkState.UNAVAILABLE);
        plant.plant().stepAll();
        plant.tick(0);
        plant.assertTag("A", 8, Quality.BAD_NO_COMMUNICATION);
    }
}
