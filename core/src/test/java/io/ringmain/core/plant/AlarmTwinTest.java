package io.ringmain.core.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmCondition;
import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmGroups;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmRationale;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random walk against a naive twin that looks at every alarm on every update: neither the quiet band nor the timers may
 * hide or invent a change.
 */
class AlarmTwinTest {
    private static final int TAGS = 4;
    private static final int STEPS = 8_000;
    private static final int[] QUALITIES = {
        Quality.GOOD, Quality.GOOD, Quality.GOOD, Quality.UNCERTAIN, Quality.BAD_SENSOR_FAILURE
    };

    private static final class Twin {
        final AlarmDefinition alarm;
        String state = "NORM";
        /** Before its first value too. */
        boolean isBad = true;

        long occurrences;
        long dueNs;

        Twin(AlarmDefinition alarm) {
            this.alarm = alarm;
        }

        boolean isActive() {
            return state.equals("UNACK") || state.equals("ACKED");
        }

        void onTime() {
            dueNs = 0;
            if (isActive()) {
                clear();
            } else {
                raise();
            }
        }

        private void raise() {
            state = alarm.isAckRequired() ? "UNACK" : "ACKED";
            occurrences++;
        }

        private void clear() {
            if (alarm.isLatching()) {
                state = state.equals("UNACK") ? "LTUNK" : "LTACK";
            } else {
                state = state.equals("UNACK") && alarm.isAckRequired() ? "RTNUN" : "NORM";
            }
        }

        void onValue(double value, int status, long nowNs) {
            isBad = Quality.isBad(status);
            if (isBad || Double.isNaN(value) || Double.isInfinite(value)) {
                dueNs = 0;
                return;
            }
            AlarmCondition.Limit is = (AlarmCondition.Limit) alarm.condition();
            double limit = is.limit().doubleValue();
            double back = isActive() ? is.deadband().doubleValue() : 0;
            boolean holds = alarm.kind() == AlarmKind.HI || alarm.kind() == AlarmKind.HIHI
                    ? value >= limit - back
                    : value <= limit + back;
            if (holds == isActive()) {
                dueNs = 0;
                return;
            }
            long delayNs = holds ? alarm.onDelayNs() : alarm.offDelayNs();
            if (delayNs == 0) {
                onTime();
            } else if (dueNs == 0) {
                dueNs = nowNs + delayNs;
            }
        }

        void onStart(long nowNs) {
            if (dueNs != 0) {
                dueNs = nowNs + (isActive() ? alarm.offDelayNs() : alarm.onDelayNs());
            }
        }

        void acknowledge() {
            switch (state) {
                case "UNACK" -> state = "ACKED";
                case "RTNUN" -> state = "NORM";
                case "LTUNK" -> state = "LTACK";
                default -> {}
            }
        }

        void reset() {
            state = state.equals("LTACK") ? "NORM" : state;
        }
    }

    private final List<Twin> twins = new ArrayList<>();
    private final double[] values = new double[TAGS];
    private final int[] statuses = new int[TAGS];

    private void time(long nowNs) {
        twins.stream()
                .filter(twin -> twin.dueNs != 0 && twin.dueNs <= nowNs)
                .sorted(Comparator.comparingLong(twin -> twin.dueNs))
                .forEach(Twin::onTime);
    }

    private SiteDefinition randomSite(Random random) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        AlarmKind[] kinds = {AlarmKind.HIHI, AlarmKind.HI, AlarmKind.LO, AlarmKind.LOLO};
        for (int i = 0; i < TAGS; i++) {
            tags.add(TagDefinition.internal("T" + i, TagType.FLOAT64).withDeadband(i == 3 ? 2 : 0));
            for (int k = random.nextInt(5); k > 0; k--) {
                alarms.add(new AlarmDefinition(
                        "T" + i + ".A" + k,
                        "T" + i,
                        new AlarmCondition.Limit(
                                kinds[random.nextInt(4)],
                                BigDecimal.valueOf(random.nextInt(41) - 20),
                                BigDecimal.valueOf(random.nextInt(3) * 2.5)),
                        random.nextInt(3) * 50,
                        random.nextInt(3) * 50,
                        1,
                        policy(random.nextInt(4) > 0, random.nextInt(3) == 0),
                        AlarmGroups.NONE,
                        AlarmRationale.NONE));
            }
        }
        alarms.forEach(alarm -> twins.add(new Twin(alarm)));
        return new SiteDefinition("twin", List.of(), tags, alarms, List.of());
    }

    private static AlarmPolicy policy(boolean isAckRequired, boolean isLatching) {
        AlarmPolicy policy = isAckRequired ? AlarmPolicy.DEFAULT : AlarmPolicy.DEFAULT.withoutAcknowledgement();
        return isLatching ? policy.latching() : policy;
    }

    private static double walk(Random random, double from) {
        return switch (random.nextInt(60)) {
            case 0 -> Double.NaN;
            case 1 -> random.nextBoolean() ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
            case 2 -> random.nextInt(81) - 40;
            // Limits are whole numbers: half of all steps end on one.
            default -> Double.isFinite(from) ? Math.rint(1.9 * from + random.nextInt(25) - 12) / 2 : 0;
        };
    }

    private void update(TestPlant plant, Random random) {
        int tag = random.nextInt(TAGS);
        int status = QUALITIES[random.nextInt(QUALITIES.length)];
        double value = walk(random, values[tag]);
        plant.pass(random.nextInt(20)).update("T" + tag, value, status);
        time(plant.nowNs());
        boolean isFiltered = tag == 3 && status == statuses[tag] && Math.abs(value - values[tag]) <= 2;
        if (!isFiltered) {
            values[tag] = value;
            statuses[tag] = status;
            twins.stream()
                    .filter(twin -> twin.alarm.tag().equals("T" + tag))
                    .forEach(twin -> twin.onValue(value, status, plant.nowNs()));
        }
    }

    private void step(TestPlant plant, Random random) {
        Twin any = twins.get(random.nextInt(twins.size()));
        switch (random.nextInt(40)) {
            case 0 -> {
                plant.tick(random.nextInt(100));
                time(plant.nowNs());
            }
            case 1 -> {
                plant.acknowledge(any.alarm.name(), 0);
                time(plant.nowNs());
                any.acknowledge();
            }
            case 2 -> {
                plant.reset(any.alarm.name());
                time(plant.nowNs());
                any.reset();
            }
            case 3 -> {
                if (random.nextInt(20) == 0) {
                    plant.pass(200).start();
                    twins.forEach(twin -> twin.onStart(plant.nowNs()));
                }
            }
            default -> update(plant, random);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverDifferFromTheNaiveTwin(long seed) {
        System.out.println("AlarmTwinTest seed " + seed);
        Random random = new Random(seed);
        SiteDefinition site = randomSite(random);
        TestPlant plant = new TestPlant(site).start();
        plant.tick(0);
        java.util.Arrays.fill(statuses, Quality.BAD_WAITING_FOR_INITIAL_DATA);
        long occurrences = 0;
        for (int step = 0; step < STEPS; step++) {
            step(plant, random);
            occurrences = 0;
            for (Twin twin : twins) {
                AlarmSnapshot is = plant.alarm(twin.alarm.name());
                assertThat(is.state + " " + is.isQualityBad + " " + is.occurrences)
                        .as("seed %d, step %d, %s", seed, step, twin.alarm)
                        .isEqualTo(twin.state + " " + twin.isBad + " " + twin.occurrences);
                occurrences += is.occurrences;
            }
        }
        assertThat(occurrences).isGreaterThan(30);
        plant.assertReplays();
    }
}
