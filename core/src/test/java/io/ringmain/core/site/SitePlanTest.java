package io.ringmain.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.Scaling;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SitePlanTest {
    private static final SiteDefinition SITE = new SiteDefinition(
            "Werk Süd",
            List.of(new ConnectorDefinition("plc", "opcua", Map.of("url", "opc.tcp://host", "mode", "sign"))),
            List.of(
                    TagDefinition.builder("A.F", TagType.FLOAT64)
                            .unit("°C")
                            .displayUnit("K")
                            .description("Kessel")
                            .range(-10, 400)
                            .deadband(Deadband.percent(0.5))
                            .recording(Recording.compressed(Deadband.percent(1), 60_000_000_000L)
                                    .with(Recording.Interpolation.SLOPED))
                            .conditioning(new Conditioning(
                                    Scaling.piecewise(new Scaling.Point(0, -10), new Scaling.Point(7, 400))
                                            .outside(Scaling.Outside.CLAMP)
                                            .raw(TagType.INT64),
                                    false,
                                    List.of(
                                            new Filter.Exponential(8),
                                            new Filter.Kalman(0.5, 2),
                                            new Filter.Outlier(Filter.Outlier.Method.Z_SCORE, 9, 3, 0.1, true),
                                            new Filter.OutOfRange(Double.NaN, 390, true),
                                            new Filter.Frozen(0.25, 11)),
                                    7))
                            .metadata(new SiteMetadata("Nord", "Maker", "S1", 1250.5))
                            .build(),
                    TagDefinition.internal("A.S", TagType.STRING),
                    TagDefinition.internal("A.B", TagType.BOOL)
                            .withSource(new TagSource("plc", "ns=2;s=B", TagSource.Mode.POLL, 250)),
                    TagDefinition.internal("A.I", TagType.INT64)
                            .withSource(new TagSource("plc", "ns=2;s=I", TagSource.Mode.SUBSCRIBE, 100))
                            .change()
                            .conditioning(
                                    Conditioning.scaled(Scaling.factor(0.5, 3)).rounded())
                            .build()),
            List.of(
                    AlarmDefinition.limit("A.F", AlarmKind.HIHI, 390)
                            .withDeadband(2)
                            .withDelays(5, 6)
                            .latching()
                            .withoutAcknowledgement(),
                    AlarmDefinition.offNormal("A.B", 1)),
            List.of(new MachineDefinition(
                    "M",
                    "m",
                    7,
                    Map.of("p", "A.F"),
                    Map.of("x", AttributeValue.of(1.5), "y", AttributeValue.of(-0.0), "z", AttributeValue.of("é")))));

    private final SitePlan plan = SitePlan.EMPTY.next(SITE);

    @Test
    void shouldRoundTripEverything() {
        SitePlan decoded = SiteCodec.decode(plan.encode());
        assertThat(decoded.encode()).isEqualTo(plan.encode());
        assertThat(decoded.isSameAs(SITE)).isTrue();
        assertThat(decoded.version()).isEqualTo(1);
        assertThat(decoded.name()).isEqualTo("Werk Süd");
        for (int i = 0; i < SITE.tags().size(); i++) {
            assertThat(decoded.tag(i)).isEqualTo(SITE.tags().get(i));
        }
        assertThat(decoded.alarm(0)).isEqualTo(SITE.alarms().get(0));
        assertThat(decoded.machine(0)).isEqualTo(SITE.machines().get(0));
        assertThat(decoded.connector(0)).isEqualTo(SITE.connectors().get(0));
    }

    @Test
    void shouldGiveThosePlansOnceThatAreInUse() {
        byte[] bytes = plan.encode();
        assertThat(SitePlan.decode(bytes)).isSameAs(plan);
        assertThat(SitePlan.decode(new Revision("anna", "").encode(plan))).isSameAs(plan);
    }

    @Test
    void shouldGiveTheSameBytesWhateverTheOrderOfSettings() {
        SiteDefinition other = new SiteDefinition(
                SITE.name(),
                List.of(new ConnectorDefinition(
                        "plc",
                        "opcua",
                        new java.util.LinkedHashMap<>(Map.of("mode", "sign", "url", "opc.tcp://host")))),
                SITE.tags(),
                SITE.alarms(),
                SITE.machines());
        assertThat(SitePlan.EMPTY.next(other).encode()).isEqualTo(plan.encode());
    }

    @Test
    void shouldWriteTheSameBytesPieceByPiece() throws IOException {
        List<TagDefinition> tags = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String description = "long ".repeat(i == 500 ? 50_000 : i);
            tags.add(TagDefinition.builder("T" + i, TagType.FLOAT64)
                    .description(description)
                    .build());
        }
        SitePlan big = SitePlan.EMPTY.next(new SiteDefinition("big", List.of(), tags, List.of(), List.of()));
        ByteArrayOutputStream streamed = new ByteArrayOutputStream();
        big.encodeTo(streamed);
        assertThat(streamed.toByteArray()).isEqualTo(big.encode());
    }

    @Test
    void shouldBeTheSameWhenOnlyTheOrderOfDeclarationChanged() {
        List<TagDefinition> reversed = new java.util.ArrayList<>(SITE.tags());
        java.util.Collections.reverse(reversed);
        assertThat(plan.isSameAs(
                        new SiteDefinition(SITE.name(), SITE.connectors(), reversed, SITE.alarms(), SITE.machines())))
                .isTrue();
    }

    @Test
    void shouldGiveEveryIdOnce() {
        SitePlan without =
                plan.next(new SiteDefinition("s", List.of(), List.of(SITE.tags().get(1)), List.of(), List.of()));
        assertThat(without.tagId("A.F")).isEqualTo(-1);
        assertThat(without.tag(0)).isNull();
        SitePlan other = without.next(new SiteDefinition(
                "s",
                List.of(),
                List.of(TagDefinition.internal("New", TagType.BOOL), SITE.tags().get(0)),
                List.of(),
                List.of()));
        assertThat(other.tagId("New")).isEqualTo(4);
        assertThat(other.tagId("A.F")).isZero();
        assertThat(other.version()).isEqualTo(3);
    }

    @Test
    void shouldRefuseBytesThatEndEarlyOrGoOn() {
        byte[] bytes = plan.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SiteCodec.decode(cut))
                    .as("length %d", length)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> SiteCodec.decode(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldMeetDamageWithIllegalArgumentOnly() {
        long seed = 31;
        System.out.println("SitePlanTest seed " + seed);
        Random random = new Random(seed);
        byte[] bytes = plan.encode();
        for (int round = 0; round < 30_000; round++) {
            byte[] damaged = bytes.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                SiteCodec.decode(damaged);
            } catch (IllegalArgumentException expected) {
                assertThat(expected.getMessage()).isNotEmpty();
            }
        }
    }
}
