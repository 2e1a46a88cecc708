package io.ringmain.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownUnitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KW      | 'KW' is no known unit, did you mean 'kW'?
            Mpa     | 'Mpa' is no known unit, did you mean
            Bar     | 'Bar' is no known unit, did you mean 'bar'?
            °c      | '°c' is no known unit, did you mean '°C'?
            barr/h  | 'barr' in 'barr/h' is no known unit, did you mean 'bar'?
            pcs     | 'pcs' is no known unit, did you mean '{pcs}'?
            furlong | 'furlong' is no known unit; examples: bar, m3/h
            C       | 'C' has two meanings, write '°C' for the temperature or 'coulomb' for the charge
            J/C     | 'C' in 'J/C' has two meanings, write '°C'
            F       | 'F' has two meanings, write '°F'
            ton     | 'ton' has two meanings, write 't' (1000 kg)
            W/m2.K  | a product after '/' can be read in two ways, write parentheses as in W/(m2*K)
            W/m2K   | 'm2K' in 'W/m2K' is no known unit
            m^2K    | '*' or '/' is missing before 'K'
            kg//h   | '/' is not expected at character 4
            kg/     | a unit is missing at its end
            (m      | ')' is missing
            m)      | ')' is not expected at character 2
            m^      | a power is missing after 'm^'
            m-      | a power is missing after 'm-'
            m0      | power 0 is not allowed, must be 1 to 30 or the negative of it
            m31     | power 31 is not allowed
            (m9)9   | power 81 of 'm' is not allowed, must be -30 to 30
            m999999 | power 999999 is not allowed
            0 m     | '0' is not allowed, a factor must be 1 to 999999999
            {pcs    | '}' is missing
            {}      | nothing stands between the braces
            """)
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatThrownBy(() -> EngineeringUnit.parse(text))
                .isInstanceOf(UnknownUnitException.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldRefuseAnOverlongText() {
        assertThatThrownBy(() -> EngineeringUnit.parse("m".repeat(65)))
                .isInstanceOf(UnknownUnitException.class)
                .hasMessageEndingWith("at most 64 characters");
    }

    @Test
    void shouldRefuseABlankText() {
        assertThatThrownBy(() -> EngineeringUnit.parse("  ")).isInstanceOf(UnknownUnitException.class);
    }

    /** Whatever is typed: a unit whose products are read again as the same, or a refusal that says why. */
    @Test
    void shouldReadAgainWhatItDerivesOrRefuse() {
        long seed = System.nanoTime();
        System.out.println("UnknownUnitTest seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "mkgs3/*.()^{}-+ 10h°C²⁻%barµ'[]2\u0000ü";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(1, 14); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                EngineeringUnit unit = EngineeringUnit.parse(text.toString());
                assertThat(unit.symbol()).isEqualTo(text.toString());
                EngineeringUnit product = unit.times(EngineeringUnit.parse("kg"));
                Measure readAgain = EngineeringUnit.parse(product.symbol()).measure();
                assertThat(product.measure().to(readAgain).factor())
                        .as(product.symbol())
                        .isEqualTo(1);
            } catch (UnknownUnitException e) {
                assertThat(e).hasMessageContaining("'");
            }
        }
    }
}
