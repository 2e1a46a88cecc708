package io.ringmain.historian.recording;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.Deadband;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.Recording;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleRecorderTest {
    private static final long SECOND = Recorded.SECOND;

    @Test
    void shouldKeepEverySampleByDefault() {
        Recorded all = new Recorded(Recording.EVERY).good(1, 5).good(2, 5).sample(3, 5, Quality.BAD);
        assertThat(all.shown()).containsExactly("1=5", "2=5", "3=5B");
    }

    @Test
    void shouldKeepNothingOfATagWithoutHistory() {
        assertThat(new Recorded(Recording.NONE).good(1, 5).good(2, 6).shown()).isEmpty();
    }

    @Test
    void shouldKeepWhatChangedByMoreThanTheDeadband() {
        Recorded changed = new Recorded(Recording.onChange(Deadband.absolute(1), 0))
                .good(1, 5)
                .good(2, 6)
                .good(3, 6.5)
                .good(4, 5.6)
                .good(5, 5.4);
        assertThat(changed.shown()).containsExactly("1=5", "3=6.5", "5=5.4");
    }

    @Test
    void shouldTakeADeadbandInPercentOfTheRange() {
        Recorded changed = new Recorded(Recording.onChange(Deadband.percent(1), 0))
                .good(1, 5)
                .good(2, 7)
                .good(3, 7.5);
        assertThat(changed.shown()).containsExactly("1=5", "3=7.5");
    }

    @Test
    void shouldKeepChangesOfQualityInsideTheDeadband() {
        Recorded changed = new Recorded(Recording.onChange(Deadband.absolute(10), 5 * SECOND))
                .good(1, 5)
                .sample(2, 5, Quality.UNCERTAIN)
                .sample(3, 5, Quality.BAD)
                .good(4, 5);
        assertThat(changed.shown()).containsExactly("1=5", "2=5U", "3=5B", "4=5");
    }

    @Test
    void shouldKeepTheNewestOfWhatCameTooSoonWhenTheIntervalIsOver() {
        Recorded changed = new Recorded(Recording.onChange(Deadband.NONE, 10 * SECOND))
                .good(0, 1)
                .good(2, 2)
                .good(4, 3);
        assertThat(changed.shown()).containsExactly("0=1");
        assertThat(changed.until(10).shown()).containsExactly("0=1");
        assertThat(changed.until(10.5).shown()).containsExactly("0=1", "4=3");
    }

    @Test
    void shouldForgetWhatCameTooSoonWhenTheValueIsBackInTheDeadband() {
        Recorded changed = new Recorded(Recording.onChange(Deadband.absolute(1), 10 * SECOND))
                .good(0, 1)
                .good(2, 9)
                .good(4, 1.5)
                .until(100);
        assertThat(changed.shown()).containsExactly("0=1");
    }

    @Test
    void shouldKeepTheValueAtMultiplesOfThePeriod() {
        Recorded periodic = new Recorded(Recording.periodic(10 * SECOND))
                .good(3, 1)
                .good(9, 2)
                .good(10, 3)
                .good(11, 4)
                .until(31);
        assertThat(periodic.shown()).containsExactly("10=3", "20=4", "30=4");
    }

    @Test
    void shouldKeepNoPeriodsOfATimeInWhichTheSiteWasDown() {
        Recorded periodic = new Recorded(Recording.periodic(10 * SECOND))
                .good(3, 1)
                .until(25)
                .start(1_000_001)
                .sample(1_000_001, 1, Quality.UNCERTAIN)
                .until(1_000_011);
        assertThat(periodic.shown()).containsExactly("10=1", "20=1", "1000010=1U");
    }

    @Test
    void shouldKeepTheEndsOfALine() {
        Recorded door = new Recorded(Recording.compressed(Deadband.absolute(0.5), 0));
        for (int i = 0; i <= 10; i++) {
            door.good(i, i + (i % 2 == 0 ? 0.2 : -0.2));
        }
        for (int i = 11; i <= 20; i++) {
            door.good(i, 20 - i);
        }
        assertThat(door.gone().shown()).containsExactly("0=0.2", "10=10.2", "20=0");
    }

    @Test
    void shouldKeepTheEndsOfBadStretches() {
        Recorded door = new Recorded(Recording.compressed(Deadband.absolute(0.5), 0))
                .good(0, 1)
                .good(1, 1)
                .good(2, 1)
                .sample(3, 77, Quality.BAD)
                .sample(4, 0, Quality.BAD)
                .sample(5, 99, Quality.BAD)
                .good(6, 1)
                .good(7, 1);
        assertThat(door.gone().shown()).containsExactly("0=1", "2=1", "3=77B", "5=99B", "6=1", "7=1");
    }

    @Test
    void shouldKeepASampleOfAStandingValueWithinTheLongestInterval() {
        Recorded door = new Recorded(Recording.compressed(Deadband.absolute(0.5), 10 * SECOND));
        for (int i = 0; i <= 100; i++) {
            door.good(i, 5);
        }
        assertThat(door.shown())
                .containsExactly("0=5", "10=5", "20=5", "30=5", "40=5", "50=5", "60=5", "70=5", "80=5", "90=5");
        assertThat(door.until(101).shown()).hasSize(10);
        assertThat(door.until(101.5).shown()).hasSize(11).endsWith("100=5");
    }

    @Test
    void shouldKeepWhatGoesBackInTime() {
        Recorded door = new Recorded(Recording.compressed(Deadband.absolute(0.5), 0))
                .good(0, 1)
                .good(10, 1)
                .good(5, 1)
                .good(5, 1)
                .good(20, 1);
        assertThat(door.gone().shown()).containsExactly("0=1", "10=1", "5=1", "5=1", "20=1");
    }

    @Test
    void shouldKeepNumbersThatAreNotFinite() {
        Recorded door = new Recorded(Recording.compressed(Deadband.absolute(0.5), 0))
                .good(0, 1)
                .good(1, 1)
                .good(2, Double.NaN)
                .good(3, Double.POSITIVE_INFINITY)
                .good(4, 1)
                .good(5, 1);
        assertThat(door.gone().kept)
                .extracting(StoredSample::number)
                .containsExactly(1.0, 1.0, Double.NaN, Double.POSITIVE_INFINITY, 1.0, 1.0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNeverLeaveOutMoreThanTheDeviation(long number) {
        long seed = Long.getLong("ringmain.seed", number);
        SplittableRandom random = new SplittableRandom(seed);
        double deviation = random.nextDouble(0.01, 5);
        Recorded door = new Recorded(
                Recording.compressed(Deadband.absolute(deviation), random.nextBoolean() ? 0 : 300 * SECOND));
        java.util.List<StoredSample> all = new java.util.ArrayList<>();
        Recorded every = new Recorded(Recording.EVERY);
        double second = 1_000;
        double value = 0;
        for (int i = 0; i < 5_000; i++) {
            second += random.nextInt(100) == 0 ? random.nextDouble(600) : random.nextDouble(0.001, 2);
            value += random.nextInt(50) == 0 ? random.nextDouble(-100, 100) : random.nextDouble(-deviation, deviation);
            int status = random.nextInt(200) == 0 ? Quality.BAD : Quality.GOOD;
            door.sample(second, value, status);
            every.sample(second, value, status);
        }
        all.addAll(every.kept);
        java.util.List<StoredSample> kept = door.gone().kept;
        assertThat(kept).as("seed " + seed).hasSizeLessThan(all.size()).isSubsetOf(all);
        int at = 0;
        for (StoredSample sample : all) {
            while (kept.get(at + 1 < kept.size() ? at + 1 : at).timeNs() < sample.timeNs()) {
                at++;
            }
            StoredSample before = kept.get(at);
            StoredSample after = kept.get(Math.min(at + 1, kept.size() - 1));
            if (Quality.isGood(sample.status()) && !kept.contains(sample)) {
                assertThat(before.status()).isEqualTo(sample.status());
                assertThat(after.status()).isEqualTo(sample.status());
                double share = (double) (sample.timeNs() - before.timeNs()) / (after.timeNs() - before.timeNs());
                double shown = before.number() + share * (after.number() - before.number());
                assertThat(Math.abs(shown - sample.number()))
                        .as("seed " + seed + " at " + sample)
                        .isLessThanOrEqualTo(deviation * (1 + 1e-9) + 1e-9);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void shouldKeepTheSameAfterAnyRestart(long number) throws IOException {
        long seed = Long.getLong("ringmain.seed", number);
        SplittableRandom random = new SplittableRandom(seed);
        Recording recording = switch ((int) (seed % 3)) {
            case 0 -> Recording.compressed(Deadband.absolute(1), 30 * SECOND);
            case 1 -> Recording.onChange(Deadband.absolute(1), 3 * SECOND);
            default -> Recording.periodic(7 * SECOND);
        };
        Recorded once = new Recorded(recording);
        Recorded again = new Recorded(recording);
        double second = 1_000;
        for (int i = 0; i < 2_000; i++) {
            second += random.nextDouble(2);
            double value = random.nextDouble(3);
            int status = random.nextInt(40) == 0 ? Quality.UNCERTAIN : Quality.GOOD;
            once.sample(second, value, status);
            again.sample(second, value, status);
            if (random.nextInt(10) == 0) {
                again.resumed();
            }
        }
        assertThat(again.kept).as("seed " + seed).isNotEmpty().isEqualTo(once.kept);
    }
}
