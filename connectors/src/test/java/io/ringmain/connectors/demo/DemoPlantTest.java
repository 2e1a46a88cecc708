package io.ringmain.connectors.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringmain.core.tag.Quality;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoPlantTest {

    @Test
    void shouldRepeatItselfBitForBitWithTheSameSeed() {
        DemoPlant one = new DemoPlant(11);
        DemoPlant two = new DemoPlant(11);
        DemoPlant other = new DemoPlant(12);
        boolean isDifferent = false;
        for (int second = 0; second < 600; second++) {
            one.advance(1);
            two.advance(1);
            other.advance(1);
            for (int i = 0; i < one.variables().size(); i++) {
                assertThat(two.value(i)).as(one.variables().get(i).name()).isEqualTo(one.value(i));
                assertThat(two.statusCode(i)).isEqualTo(one.statusCode(i));
                isDifferent |= !other.value(i).equals(one.value(i));
            }
        }
        assertThat(isDifferent).isTrue();
    }

    /** The constant changes with the model; that it is one constant shows that all JVMs agree. */
    @Test
    void shouldGiveTheSameBitsOnEveryJvm() {
        DemoPlant plant = new DemoPlant(77);
        long hash = 17;
        for (int second = 0; second < 3600; second++) {
            plant.advance(1);
            for (int i = 0; i < plant.variables().size(); i++) {
                hash = hash * 31 + plant.value(i).hashCode() + plant.statusCode(i);
            }
        }
        assertThat(Long.toHexString(hash)).isEqualTo("52d549f15cda076c");
    }

    @Test
    void shouldKeepTheWaterBalance() {
        DemoPlant plant = new DemoPlant(5);
        double start = plant.feed().holdUpM3();
        double flowed = 0;
        for (int i = 0; i < 20 * 300; i++) {
            plant.step();
            flowed += plant.feed().netInflow() / 3600 * DemoPlant.STEP_S;
        }
        assertThat(plant.feed().holdUpM3()).isEqualTo(start + flowed, within(0.01));
    }

    @Test
    void shouldAnswerWritesLikeADevice() {
        DemoPlant plant = new DemoPlant(5);
        assertThat(plant.write("Feed.P101A.Start", true)).isEqualTo(Quality.GOOD);
        assertThat(plant.write("Feed.P101A.Start", 1)).isEqualTo(Quality.BAD_TYPE_MISMATCH);
        assertThat(plant.write("Feed.TK101.Level", 50.0)).isEqualTo(Quality.BAD_NOT_WRITABLE);
        assertThat(plant.write("Reactor.TIC201.SP", 1000.0)).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        assertThat(plant.write("Reactor.TIC201.SP", Double.NaN)).isEqualTo(Quality.BAD_OUT_OF_RANGE);
        plant.advance(3);
        assertThat(plant.value("Feed.P101A.Running")).isEqualTo(true);
        assertThat(plant.number("Feed.Transfer.Flow")).isGreaterThan(30);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldRaiseTheReactorTemperatureSoonAfterTheStart(long seed) {
        DemoPlant plant = new DemoPlant(seed);
        plant.advance(22);
        assertThat(plant.number("Reactor.R201.Temperature")).isLessThan(88);
        double hottest = IntStream.range(0, 20)
                .mapToDouble(second -> {
                    plant.advance(1);
                    return plant.number("Reactor.R201.Temperature");
                })
                .max()
                .orElseThrow();
        assertThat(hottest).isGreaterThan(88.5);
    }

    @Test
    void shouldStaySafeWhenNobodyStartsThePumps() {
        DemoPlant plant = new DemoPlant(3);
        boolean hasOverflowed = false;
        for (int second = 0; second < 1800; second++) {
            plant.advance(1);
            hasOverflowed |= (Boolean) plant.value("Feed.TK101.Overflow");
            assertThat(plant.feed().level102()).isGreaterThan(10);
            assertThat(plant.reactor().temperature()).isBetween(40.0, 106.0);
            assertThat(plant.reactor().pressure()).isLessThan(3.7);
            assertThat(plant.reactor().level()).isBetween(20.0, 95.0);
        }
        assertThat(hasOverflowed).isTrue();
    }

    @Test
    void shouldSurviveEveryDisturbance() {
        for (Disturbance disturbance : Disturbance.values()) {
            DemoPlant plant = new DemoPlant(9);
            plant.write("Plant.Disturbance.Enabled", false);
            plant.disturb(disturbance);
            for (int second = 0; second < 300; second++) {
                plant.advance(1);
                assertThat(plant.reactor().temperature()).as("%s", disturbance).isBetween(60.0, 106.0);
            }
            assertThat(plant.value("Plant.Disturbance.Active")).isEqualTo(0);
            assertThat(plant.reactor().temperature()).as("%s", disturbance).isEqualTo(85.0, within(3.5));
        }
    }

    @Test
    void shouldHaveAboutTwoHundredVariablesOfAllTypes() {
        DemoPlant plant = new DemoPlant(1);
        assertThat(plant.variables()).hasSizeBetween(190, 260);
        assertThat(plant.variables()).extracting(PlantVariable::encoding).contains(Encoding.values());
        assertThat(plant.variables()).allSatisfy(variable -> {
            assertThat(variable.description()).isNotEmpty();
            assertThat(plant.value(variable.name()))
                    .as(variable.name())
                    .isInstanceOf(variable.encoding().javaType());
        });
    }
}
