package io.ringmain.core.tag;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatusNamesTest {

    @ParameterizedTest
    @CsvSource({
        "0, Good",
        "40000000, Uncertain",
        "80000000, Bad",
        "808D0000, BadOutOfService",
        "80310000, BadNoCommunication",
        "40900000, UncertainLastUsableValue",
        "00960000, GoodLocalOverride",
        "480, Good(0x480)",
        "8FFF0000, Bad(0x8FFF0000)"
    })
    void shouldNameAStatusCodeAsTheStandardDoes(String code, String name) {
        assertThat(Quality.name(Integer.parseUnsignedInt(code, 16))).isEqualTo(name);
    }
}
