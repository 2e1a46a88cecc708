package io.ringmain.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.tag.Conditioning;
import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Derivation;
import io.ringmain.core.tag.Filter;
import io.ringmain.core.tag.Recording;
import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagSource;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static TagDefinition tag(String name, Random random) {
        TagDefinition.Builder tag = TagDefinition.builder(name, TagType.values()[random.nextInt(3)])
                .description(random.nextBoolean() ? "" : "Größe " + random.nextInt())
                .unit(random.nextBoolean() ? "" : "bar")
                .writable(random.nextBoolean())
                .signatureRequired(random.nextBoolean());
        if (random.nextBoolean()) {
            tag.range(-random.nextDouble(), random.nextInt(1000)).deadband(Deadband.percent(random.nextDouble()));
        }
        if (random.nextInt(4) == 0) {
            tag.conditioning(Conditioning.filtered(new Filter.Frozen(0.5, random.nextLong()))
                    .withStale(random.nextInt()));
        }
        if (random.nextInt(4) == 0) {
            tag.metadata(new SiteMetadata("Area", "", "s", random.nextDouble()))
                    .recording(Recording.onChange(Deadband.absolute(-0.0), 7))
                    .derivation(new Derivation("", random.nextLong()));
        }
        if (random.nextInt(4) == 0) {
            Map<String, String> options = random.nextBoolean() ? Map.of() : Map.of("queue-size", "10", "deadband", "");
            tag.source(new TagSource("plc", "ns=2;s=" + name, TagSource.Mode.POLL, random.nextInt(), options));
        }
        return tag.build();
    }

    private static AlarmDefinition alarm(String name, Random random) {
        BigDecimal limit = random.nextBoolean()
                ? new BigDecimal(random.nextLong()).scaleByPowerOfTen(random.nextInt(40) - 20)
                : new BigDecimal("123456789012345678901234567890.5");
        return AlarmDefinition.of(
                        name,
                        random.nextBoolean() ? "T" : name.substring(0, 1),
                        new AlarmCondition.Limit(AlarmKind.HI, limit, BigDecimal.valueOf(random.nextInt(3))))
                .withDelays(random.nextInt(), -1)
                .withPolicy(random.nextBoolean() ? AlarmPolicy.DEFAULT : AlarmPolicy.DEFAULT.latching())
                .withGroups(random.nextBoolean() ? AlarmGroups.NONE : new AlarmGroups("a", "", List.of("b", "c")))
                .withRationale(
                        random.nextBoolean()
                                ? AlarmRationale.ofMessage("high")
                                : new AlarmRationale("m", "c", "", "", "", "", random.nextLong()));
    }

    @Test
    void shouldGiveBackWhatWasPacked() {
        long seed = 5;
        System.out.println("DefinitionsTest seed " + seed);
        Random random = new Random(seed);
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tags.add(tag("T" + i, random));
            alarms.add(alarm("A" + i, random));
        }
        SiteDefinition site = new SiteDefinition("s", List.of(), tags, alarms, List.of());
        SitePlan decoded = SiteCodec.decode(SitePlan.EMPTY.next(site).encode());
        assertThat(site.tags()).isEqualTo(tags);
        assertThat(site.alarms()).isEqualTo(alarms);
        assertThat(decoded.definition().tags()).isEqualTo(tags);
        assertThat(decoded.definition().alarms()).isEqualTo(alarms);
    }

    @Test
    void shouldFindTheFirstOfAName() {
        Packer<TagDefinition> packer = Definitions.tags();
        for (int i = 0; i < 5_000; i++) {
            packer.add(TagDefinition.internal("Näme." + i % 4_999, TagType.BOOL));
            packer.add(TagDefinition.internal("Name." + i % 4_999, TagType.BOOL));
        }
        Definitions<TagDefinition> tags = packer.pack();
        for (int i = 0; i < 4_999; i++) {
            assertThat(tags.find("Näme." + i)).isEqualTo(2 * i);
            assertThat(tags.find("Name." + i)).isEqualTo(2 * i + 1);
        }
        assertThat(tags.find("Name.4999")).isEqualTo(-1);
        assertThat(tags.find("")).isEqualTo(-1);
    }

    @Test
    void shouldPlanWhatFollowsFromRandomChanges() {
        long seed = 9;
        System.out.println("DefinitionsTest seed " + seed);
        Random random = new Random(seed);
        Map<String, TagDefinition> model = new HashMap<>();
        Map<String, Integer> ids = new HashMap<>();
        SitePlan plan = SitePlan.EMPTY;
        for (int round = 0; round < 60; round++) {
            SiteChange change = new SiteChange();
            Set<String> changed = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                String name = "T" + random.nextInt(700);
                if (!changed.add(name)) {
                    continue;
                }
                if (model.containsKey(name) && random.nextInt(3) == 0) {
                    change.removeTag(name);
                    model.remove(name);
                } else if (!model.containsKey(name) || random.nextBoolean()) {
                    model.put(name, tag(name, random));
                    change.put(model.get(name));
                }
            }
            SitePlan before = plan;
            plan = plan.next(change.applyTo(plan.definition()));
            assertThat(plan.isSameAs(plan.definition())).isTrue();
            for (int id = 0; id < plan.tagCount(); id++) {
                String name = plan.tagName(id);
                assertThat(ids.computeIfAbsent(name, made -> ids.size())).isEqualTo(id);
                assertThat(plan.tag(id)).isEqualTo(model.get(name));
                assertThat(plan.tagId(name)).isEqualTo(model.containsKey(name) ? id : -1);
                assertThat(plan.isSameTag(id, before)).isEqualTo(Objects.equals(plan.tag(id), before.tag(id)));
            }
            assertThat(ids.keySet()).containsAll(model.keySet());
        }
    }
}
