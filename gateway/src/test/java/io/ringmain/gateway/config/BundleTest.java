package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BundleTest {
    private static String aliases(int levels) {
        StringBuilder text = new StringBuilder("tags:\n  - name: A\n    options:\n      k0: &k0 [x, x]\n");
        for (int i = 1; i <= levels; i++) {
            String before = "*k" + (i - 1) + " ";
            text.append("      k%d: &k%d [%s]%n".formatted(i, i, before + (", " + before).repeat(9)));
        }
        return text.toString();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void shouldRefuseAliasesOfAliasesThatFillTheMemory() {
        assertThatThrownBy(() -> Bundle.read(aliases(20)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("aliases");
    }

    @Test
    void shouldTakeAliasesThatStandForLittle() throws ConfigurationException {
        assertThat(Bundle.read(aliases(2)).texts(Section.TAGS)).containsOnlyKeys("A");
    }
}
