package io.ringmain.connectors.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagType;
import io.ringmain.core.unit.EngineeringUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The demo's tag and alarm lists against the plant they are made for. */
class DemoSiteTest {
    private static final int HOUR_S = 3600;

    /** A small evaluation of alarm conditions: limit, deadband, delays; a bad value changes nothing. */
    private static final class Alarm {
        final String name;
        final String tag;
        final AlarmKind kind;
        final double limit;
        final double deadband;
        final double onDelayS;
        final double offDelayS;
        boolean isActive;
        double pendingS;
        double activeS;
        double longestS;
        double firstS = Double.POSITIVE_INFINITY;
        int occurrences;

        Alarm(Map<String, Object> yaml) {
            name = (String) yaml.get("name");
            tag = (String) yaml.get("tag");
            kind = AlarmKind.valueOf((String) yaml.get("kind"));
            Object bound = yaml.getOrDefault("limit", yaml.get("normal"));
            limit = bound instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) bound).doubleValue();
            deadband = ((Number) yaml.getOrDefault("deadband", 0)).doubleValue();
            onDelayS = seconds((String) yaml.get("on-delay"));
            offDelayS = seconds((String) yaml.get("off-delay"));
        }

        private static double seconds(String duration) {
            return duration.endsWith("ms")
                    ? Double.parseDouble(duration.substring(0, duration.length() - 2)) / 1000
                    : Double.parseDouble(duration.substring(0, duration.length() - 1));
        }

        void step(DemoPlant plant, double dt) {
            if (!Quality.isBad(plant.statusCode(tag))) {
                Object value = plant.value(tag);
                double number = value instanceof Boolean flag ? (flag ? 1 : 0) : ((Number) value).doubleValue();
                double held = isActive ? deadband : 0;
                boolean isTrue = kind.isHigh()
                        ? number >= limit - held
                        : kind.isLow() ? number <= limit + held : number != limit;
                pendingS = isTrue == isActive ? 0 : pendingS + dt;
                if (isTrue != isActive && pendingS >= (isActive ? offDelayS : onDelayS)) {
                    isActive = isTrue;
                    pendingS = 0;
                    activeS = 0;
                    occurrences += isTrue ? 1 : 0;
                }
            }
            if (isActive) {
                activeS += dt;
                firstS = Math.min(firstS, plant.steps() * DemoPlant.STEP_S);
            }
            longestS = Math.max(longestS, activeS);
        }
    }

    private static List<Map<String, Object>> load(String file, String key) throws IOException {
        try (InputStream in = DemoPlant.class.getResourceAsStream("/demo-site/" + file)) {
            Object document = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            @SuppressWarnings("unchecked")
            Map<String, List<Map<String, Object>>> root = (Map<String, List<Map<String, Object>>>) document;
            return root.get(key);
        }
    }

    private static List<Alarm> alarms() throws IOException {
        return load("alarms.yaml", "alarms").stream().map(Alarm::new).toList();
    }

    @Test
    void shouldHaveATagForEveryVariableOfTheCatalogue() throws IOException {
        String file;
        try (InputStream in = DemoPlant.class.getResourceAsStream("/demo-site/tags.yaml")) {
            file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertThat(file).isEqualTo(DemoTags.yaml(new DemoPlant(1).variables()));
        assertThat(load("tags.yaml", "tags")).extracting(tag -> tag.get("name")).doesNotHaveDuplicates();
    }

    @Test
    void shouldHaveUnitsThatAreKnown() throws IOException {
        assertThat(load("tags.yaml", "tags")).allSatisfy(tag -> {
            String unit = tag.getOrDefault("unit", "").toString();
            assertThat(EngineeringUnit.parse(unit).symbol()).isEqualTo(unit);
        });
    }

    @Test
    void shouldHaveAlarmsThatFitTheirTags() throws IOException {
        DemoPlant plant = new DemoPlant(1);
        List<Alarm> alarms = alarms();
        assertThat(alarms).hasSizeBetween(40, 62);
        Set<String> names = new HashSet<>();
        for (Alarm alarm : alarms) {
            assertThat(names.add(alarm.name)).as(alarm.name).isTrue();
            PlantVariable variable = plant.variables().get(plant.indexOf(alarm.tag));
            if (alarm.kind == AlarmKind.OFF_NORMAL) {
                assertThat(variable.type()).as(alarm.name).isEqualTo(TagType.BOOL);
            } else {
                assertThat(alarm.limit).as(alarm.name).isBetween(variable.low(), variable.high());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 42, 2025})
    void shouldAlarmAtASaneRate(long seed) throws IOException {
        System.out.println("seed " + seed);
        List<Alarm> alarms = alarms();
        double firstS = run(seed, true, alarms);

        int occurrences = alarms.stream().mapToInt(alarm -> alarm.occurrences).sum();
        Map<String, Integer> figures = new TreeMap<>();
        alarms.stream()
                .filter(alarm -> alarm.occurrences > 0)
                .forEach(alarm -> figures.put(alarm.name, alarm.occurrences));
        assertThat(firstS).isBetween(15.0, 45.0);
        assertThat(alarms)
                .filteredOn(alarm -> alarm.name.equals("Reactor.R201.Temperature.HI"))
                .allSatisfy(alarm -> assertThat(alarm.firstS).isBetween(20.0, 45.0));
        assertThat(occurrences).as("%s", figures).isBetween(20, 90);
        assertThat(alarms)
                .allSatisfy(alarm -> assertThat(alarm.longestS).as(alarm.name).isLessThan(180));
    }

    @Test
    void shouldBeQuietWithoutDisturbances() throws IOException {
        List<Alarm> alarms = alarms();
        run(4, false, alarms);
        assertThat(alarms.stream().filter(alarm -> alarm.occurrences > 0).map(alarm -> alarm.name))
                .isEmpty();
    }

    @Test
    void shouldAlarmUntilSomebodyStartsThePumps() throws IOException {
        DemoPlant plant = new DemoPlant(4);
        List<Alarm> alarms = new ArrayList<>(alarms());
        for (int i = 0; i < 600 * 20; i++) {
            plant.step();
            alarms.forEach(alarm -> alarm.step(plant, DemoPlant.STEP_S));
        }
        assertThat(alarms.stream().filter(alarm -> alarm.isActive).map(alarm -> alarm.name))
                .contains("Feed.TK101.Level.HIHI", "Feed.TK101.Overflow.OFF_NORMAL");
    }

    /** Runs an hour with the pumps on duty; answers when the first alarm came, in seconds. */
    private static double run(long seed, boolean isDisturbed, List<Alarm> alarms) {
        DemoPlant plant = new DemoPlant(seed);
        plant.write("Plant.Disturbance.Enabled", isDisturbed);
        PumpDutyOnPlant pumps = new PumpDutyOnPlant(plant);
        for (int i = 0; i < HOUR_S * 10; i++) {
            if (i % 5 == 0) {
                pumps.step(500_000_000L);
            }
            plant.step();
            plant.step();
            for (Alarm alarm : alarms) {
                alarm.step(plant, 2 * DemoPlant.STEP_S);
            }
        }
        return alarms.stream().mapToDouble(alarm -> alarm.firstS).min().orElseThrow();
    }
}
