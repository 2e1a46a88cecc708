package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NumeralTest {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]+(\\.[0-9]*)?([eE][-+]?[0-9]+)?");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,18}");
    private static final String ALPHABET = "0123456789012345678901234567890123456789..-+eEx";

    @Test
    void shouldAgreeWithThePatternsThatSayWhatANumberIs() {
        long seed = Long.getLong("ringmain.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            StringBuilder made = new StringBuilder();
            for (int i = random.nextInt(8) * random.nextInt(4); i > 0; i--) {
                made.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            String text = made.toString();
            assertThat(Numeral.isNumber(text))
                    .as("seed %d, '%s'", seed, text)
                    .isEqualTo(NUMBER.matcher(text).matches());
            assertThat(Numeral.isWhole(text))
                    .as("seed %d, '%s'", seed, text)
                    .isEqualTo(WHOLE.matcher(text).matches());
        }
    }
}
