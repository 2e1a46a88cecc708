package io.ringmain.core.plant;

import static io.ringmain.core.plant.TestPlant.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.alarm.AlarmDefinition;
import io.ringmain.core.alarm.AlarmFigures;
import io.ringmain.core.alarm.AlarmInput;
import io.ringmain.core.alarm.AlarmKind;
import io.ringmain.core.alarm.AlarmPolicy;
import io.ringmain.core.alarm.AlarmSnapshot;
import io.ringmain.core.alarm.AlarmState;
import io.ringmain.core.ring.Command;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live figures against a twin that computes all of them from the list of transitions. */
class AlarmFiguresTest {
    private static final int TAGS = 14;
    private static final long MINUTE = 60 * SECOND;
    private static final long SLOT = 10 * SECOND;
    private static final long INTERVAL = 10 * MINUTE;

    private record Step(int alarm, AlarmInput input, AlarmState from, AlarmSnapshot after, long timeNs) {}

    private record Announced(int alarm, long timeNs) {}

    private final List<Step> steps = new ArrayList<>();
    private final List<Announced> announced = new ArrayList<>();
    private final AlarmFigures figures = new AlarmFigures();
    private TestPlant plant;
    private long sinceNs;

    private void launch(AlarmPolicy policy) {
        List<TagDefinition> tags = new ArrayList<>();
        List<AlarmDefinition> alarms = new ArrayList<>();
        for (int i = 0; i < TAGS; i++) {
            tags.add(TagDefinition.internal("T" + i, TagType.FLOAT64));
            alarms.add(AlarmDefinition.limit("T" + i, AlarmKind.HI, 80)
                    .withPriority(1 + i % 4)
                    .withPolicy(i % 5 == 0 ? policy.withoutAcknowledgement() : policy));
        }
        plant = new TestPlant(new SiteDefinition("figures", List.of(), tags, alarms, List.of())).start();
        sinceNs = plant.nowNs();
        plant.plant().addListener(new OutcomeListener() {
            @Override
            public void onAlarm(
                    long sequence, int alarm, AlarmInput input, int from, int regions, long occurrence, long timeNs) {
                AlarmSnapshot after = new AlarmSnapshot();
                io.ringmain.core.alarm.AlarmTransitions.describe(regions, after);
                steps.add(new Step(alarm, input, AlarmState.ofCode(from), after, timeNs));
            }
        });
    }

    private AlarmFigures read() {
        plant.plant().alarmFigures().read(figures, plant.nowNs());
        return figures;
    }

    private static boolean isActive(AlarmState state) {
        return state == AlarmState.UNACK || state == AlarmState.ACKED;
    }

    private void findAnnounced() {
        announced.clear();
        for (Step step : steps) {
            boolean isShown = step.after().isEnabled && isActive(step.after().state);
            boolean isNew = step.input() == AlarmInput.ACTIVATE || step.input() == AlarmInput.REALARM;
            boolean isUncovered = (step.from().code() >= AlarmState.SHLVD.code() || step.input() == AlarmInput.ENABLE)
                    && step.after().isEnabled
                    && step.after().state == AlarmState.UNACK;
            if (isNew && isShown || !isNew && isUncovered) {
                announced.add(new Announced(step.alarm(), step.timeNs()));
            }
        }
    }

    private long count(long unitNs, long from, long to) {
        return announced.stream()
                .filter(a -> a.timeNs() / unitNs >= from && a.timeNs() / unitNs <= to)
                .count();
    }

    private long[] floods(long nowNs) {
        long floods = 0;
        long total = 0;
        long since = 0;
        int next = 0;
        for (long slot = sinceNs / SLOT; slot <= nowNs / SLOT; slot++) {
            int seen = next;
            long end = slot;
            long inWindow = announced.subList(0, seen).stream()
                    .filter(a -> a.timeNs() / SLOT > end - 60)
                    .count();
            if (since != 0 && inWindow < 5) {
                total += Math.max(0, slot * SLOT - since);
                since = 0;
            }
            for (; next < announced.size() && announced.get(next).timeNs() / SLOT == slot; next++) {
                if (++inWindow > 10 && since == 0) {
                    since = announced.get(next).timeNs();
                    floods++;
                }
            }
        }
        return new long[] {floods, total + (since == 0 ? 0 : nowNs - since), since};
    }

    private void compareEverything(String as) {
        long nowNs = plant.nowNs();
        findAnnounced();
        AlarmFigures is = read();
        assertThat(is.annunciations).as(as).isEqualTo(announced.size());
        for (int priority = 1; priority <= 4; priority++) {
            int wanted = priority;
            assertThat(is.byPriority[priority])
                    .as("%s priority %d", as, priority)
                    .isEqualTo(announced.stream()
                            .filter(a -> 1 + a.alarm() % 4 == wanted)
                            .count());
        }
        assertThat(is.lastTenMinutes).as(as).isEqualTo((int) count(SLOT, nowNs / SLOT - 59, nowNs / SLOT));
        assertThat(is.lastHour).as(as).isEqualTo((int) count(INTERVAL, nowNs / INTERVAL - 5, nowNs / INTERVAL));
        assertThat(is.lastDay).as(as).isEqualTo((int) count(INTERVAL, nowNs / INTERVAL - 143, nowNs / INTERVAL));
        long most = 0;
        for (int i = 0; i < announced.size(); i++) {
            long slot = announced.get(i).timeNs() / SLOT;
            most = Math.max(
                    most,
                    announced.subList(0, i + 1).stream()
                            .filter(a -> a.timeNs() / SLOT > slot - 60)
                            .count());
        }
        assertThat(is.mostInTenMinutes).as(as).isEqualTo(most);
        long above = 0;
        for (long interval = sinceNs / INTERVAL; interval < nowNs / INTERVAL; interval++) {
            above += count(INTERVAL, interval, interval) > 10 ? 1 : 0;
        }
        assertThat(is.intervals).as(as).isEqualTo(nowNs / INTERVAL - sinceNs / INTERVAL);
        assertThat(is.intervalsAboveTen).as(as).isEqualTo(above);
        long[] floods = floods(nowNs);
        assertThat(new long[] {is.floods, is.floodNs, is.isFlood ? 1 : 0})
                .as(as)
                .containsExactly(floods[0], floods[1], floods[2] != 0 ? 1 : 0);
        compareAlarms(as, is, nowNs);
        compareAnswers(as, is);
    }

    private void compareAlarms(String as, AlarmFigures is, long nowNs) {
        Map<Integer, List<Long>> byAlarm = new HashMap<>();
        announced.forEach(
                a -> byAlarm.computeIfAbsent(a.alarm(), id -> new ArrayList<>()).add(a.timeNs()));
        long chattering = 0;
        int chatteringNow = 0;
        List<Long> counts = new ArrayList<>();
        for (List<Long> times : byAlarm.values()) {
            counts.add((long) times.size());
            for (int i = 2; i < times.size(); i++) {
                boolean isThird = times.get(i) - times.get(i - 2) <= MINUTE;
                chattering += isThird ? 1 : 0;
                chatteringNow += isThird && i == times.size() - 1 && nowNs - times.get(i) <= MINUTE ? 1 : 0;
            }
        }
        counts.sort(Collections.reverseOrder());
        assertThat(is.chatteringAnnunciations).as(as).isEqualTo(chattering);
        assertThat(is.chatteringNow).as(as).isEqualTo(chatteringNow);
        long[] most = new long[AlarmFigures.MOST_FREQUENT];
        for (int i = 0; i < most.length && i < counts.size(); i++) {
            most[i] = counts.get(i);
            assertThat(byAlarm.get(is.mostFrequent[i])).as(as).hasSize((int) most[i]);
        }
        assertThat(is.mostFrequentCounts).as(as).isEqualTo(most);
        long[] states = new long[9];
        long disabled = 0;
        int stale = 0;
        for (int i = 0; i < TAGS; i++) {
            AlarmSnapshot alarm = plant.alarm("T" + i + ".HI");
            disabled += alarm.isEnabled ? 0 : 1;
            states[alarm.state.code()] += alarm.isEnabled ? 1 : 0;
            stale += alarm.isActive && nowNs - alarm.activeSinceNs > 24 * 60 * MINUTE ? 1 : 0;
        }
        assertThat(is.byState).as(as).isEqualTo(states);
        assertThat(is.disabled).as(as).isEqualTo(disabled);
        assertThat(is.stale).as(as).isEqualTo(stale);
    }

    private void compareAnswers(String as, AlarmFigures is) {
        long fleeting = 0;
        List<Long> answers = new ArrayList<>();
        Map<Integer, Long> active = new HashMap<>();
        Map<Integer, Long> told = new HashMap<>();
        Map<Integer, Boolean> answered = new HashMap<>();
        for (Step step : steps) {
            int id = step.alarm();
            if (step.input() == AlarmInput.ACTIVATE) {
                active.put(id, step.timeNs());
                answered.put(id, false);
            }
            if (step.input() == AlarmInput.ACKNOWLEDGE) {
                answered.put(id, true);
                answers.add(step.timeNs() - Math.max(active.get(id), told.getOrDefault(id, 0L)));
            }
            fleeting += step.input() == AlarmInput.RETURN
                            && isActive(step.from())
                            && !answered.get(id)
                            && step.timeNs() - active.get(id) <= 10 * SECOND
                    ? 1
                    : 0;
            if (announced.contains(new Announced(id, step.timeNs()))) {
                told.put(id, step.timeNs());
            }
        }
        assertThat(is.fleeting).as(as).isEqualTo(fleeting);
        assertThat(is.acknowledgements).as(as).isEqualTo(answers.size());
        Collections.sort(answers);
        long[] found = {is.acknowledgedMedianNs, is.acknowledged90Ns, is.acknowledged99Ns};
        int[] percents = {50, 90, 99};
        for (int i = 0; i < percents.length && !answers.isEmpty(); i++) {
            long exact = answers.get((answers.size() * percents[i] + 99) / 100 - 1);
            assertThat(found[i]).as("%s, %d %%", as, percents[i]).isBetween(exact, exact + exact / 4 + 1_000_000);
        }
    }

    private void step(Random random) {
        String alarm = "T" + random.nextInt(TAGS) + ".HI";
        switch (random.nextInt(30)) {
            case 0 -> plant.tick(random.nextInt(random.nextInt(8) == 0 ? 60 : 2) * MINUTE);
            case 1, 2, 3 -> plant.acknowledge(alarm, 0);
            case 4 -> plant.order(Command.Kind.SHELVE, alarm, 0, 10 * MINUTE, "a test");
            case 5 -> plant.order(Command.Kind.UNSHELVE, alarm, "a test");
            case 6 -> plant.order(Command.Kind.DISABLE, alarm, "a test");
            case 7, 8 -> plant.order(Command.Kind.ENABLE, alarm, "a test");
            case 9 -> plant.order(Command.Kind.REMOVE_FROM_SERVICE, alarm, "a test");
            case 10, 11 -> plant.order(Command.Kind.RETURN_TO_SERVICE, alarm, "a test");
            case 12 -> plant.tick(random.nextInt(60) * SECOND);
            case 13 -> {
                if (random.nextInt(20) == 0) {
                    plant.tick(20 * 60 * MINUTE);
                }
            }
            default -> {
                plant.pass(random.nextInt(6) * SECOND + 1);
                plant.update(
                        "T" + (random.nextBoolean() ? random.nextInt(3) : random.nextInt(TAGS)),
                        random.nextInt(100) + 30.0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldBeWhatTheTransitionsSay(long seed) {
        System.out.println("AlarmFiguresTest seed " + seed);
        Random random = new Random(seed);
        AlarmPolicy policy = random.nextBoolean() ? AlarmPolicy.DEFAULT.reannounced() : AlarmPolicy.DEFAULT;
        launch(policy.reAlarmedAfter(15 * MINUTE));
        for (int i = 0; i < 1_500; i++) {
            step(random);
            if (i % 40 == 0) {
                compareEverything("seed " + seed + ", step " + i);
            }
        }
        assertThat(announced.size()).isGreaterThan(100);
        assertThat(read().floods).isPositive();
        plant.assertReplays();
    }

    @Test
    void shouldSurviveARestart() {
        launch(AlarmPolicy.DEFAULT);
        for (int i = 0; i < TAGS; i++) {
            plant.pass(SECOND).update("T" + i, 90.0);
        }
        plant.acknowledge("T3.HI", 0);
        long[] before = {read().annunciations, figures.standing(), figures.lastDay, figures.acknowledgements};
        plant.close().start();
        read();
        assertThat(new long[] {figures.annunciations, figures.standing(), figures.lastDay, figures.acknowledgements})
                .containsExactly(before);
        assertThat(figures.isFlood).isTrue();
        assertThat(figures.shareOfMostFrequent()).isEqualTo(10.0 / TAGS);
    }

    @Test
    void shouldForgetAnAlarmThatIsNoLongerConfigured() {
        launch(AlarmPolicy.DEFAULT);
        plant.update("T0", 90.0).update("T1", 90.0);
        plant.site(new SiteDefinition(
                        "figures",
                        List.of(),
                        List.of(TagDefinition.internal("T1", TagType.FLOAT64)),
                        List.of(AlarmDefinition.limit("T1", AlarmKind.HI, 80).withPriority(2)),
                        List.of()))
                .start();
        plant.tick(0);
        assertThat(read().standing()).isEqualTo(1);
        assertThat(figures.annunciations).isEqualTo(2);
        assertThat(figures.mostFrequentCounts[0] + figures.mostFrequentCounts[1])
                .isEqualTo(1);
        assertThat(Arrays.stream(figures.mostFrequent).filter(id -> id >= 0).toArray())
                .containsExactly(plant.plant().site().alarmId("T1.HI"));
    }
}
