package io.ringmain.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DerivedUnitTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bar    | m3/h  | bar*m3/h
            m3/h   | bar   | m3*bar/h
            m3/h   | h     | m3
            m3/h   | h/m3  | 1
            V      | A     | V*A
            m      | m     | m2
            W/m2   | 1/K   | W/(m2*K)
            1      | bar   | bar
            bar    | {pcs} | bar*{pcs}
            10*3   | m     | 10^3*m
            """)
    void shouldWriteProducts(String left, String right, String expected) {
        EngineeringUnit product = EngineeringUnit.parse(left).times(EngineeringUnit.parse(right));

        assertThat(product.symbol()).isEqualTo(expected);
        assertThat(product.to(EngineeringUnit.parse(expected)).isIdentity()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            m3     | h     | m3/h
            m3     | m     | m2
            1      | s     | 1/s
            kW     | m2*K  | kW/(m2*K)
            bar    | bar   | 1
            m/s    | s     | m/s2
            m      | 1/s   | m*s
            """)
    void shouldWriteQuotients(String left, String right, String expected) {
        EngineeringUnit quotient = EngineeringUnit.parse(left).dividedBy(EngineeringUnit.parse(right));

        assertThat(quotient.symbol()).isEqualTo(expected);
        assertThat(quotient.measure()
                        .isConvertibleTo(EngineeringUnit.parse(expected).measure()))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"m,2,m2", "m,-1,1/m", "m/s,2,m2/s2", "m2,0,1", "bar,1,bar", "inH2O,2,inH2O2"})
    void shouldWritePowers(String text, int n, String expected) {
        assertThat(EngineeringUnit.parse(text).power(n).symbol()).isEqualTo(expected);
    }

    @Test
    void shouldRefuseAPowerOutOfRange() {
        assertThatThrownBy(() -> EngineeringUnit.parse("m").power(31))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("power 31 of 'm' is not allowed, must be -30 to 30");
    }

    @Test
    void shouldConvertWhatItDerives() {
        EngineeringUnit power = EngineeringUnit.parse("bar").times(EngineeringUnit.parse("m3/h"));

        assertThat(power.to(EngineeringUnit.parse("kW")).apply(36)).isEqualTo(1);
    }

    @Test
    void shouldLeaveTheOffsetBehindInAProduct() {
        EngineeringUnit celsius = EngineeringUnit.parse("°C");
        EngineeringUnit flow = EngineeringUnit.parse("kg/h");
        EngineeringUnit back = celsius.times(flow).dividedBy(flow);

        assertThat(back.symbol()).isEqualTo("Δ°C");
        assertThat(back.isOffsetScale()).isFalse();
        assertThat(back.to(EngineeringUnit.parse("K")).isIdentity()).isTrue();
    }

    @Test
    void shouldLeaveTheReferenceOfAPressureBehindInAProduct() {
        EngineeringUnit flow = EngineeringUnit.parse("m3/h");
        EngineeringUnit back = EngineeringUnit.parse("barg").times(flow).dividedBy(flow);

        assertThat(back.symbol()).isEqualTo("bar");
        assertThat(back.isConvertibleTo(EngineeringUnit.parse("bara"))).isTrue();
    }

    @Test
    void shouldTakeNothingDeclaredAsOneInProducts() {
        EngineeringUnit celsius = EngineeringUnit.parse("°C");

        assertThat(celsius.times(EngineeringUnit.NONE)).isSameAs(celsius);
        assertThat(EngineeringUnit.NONE.times(celsius)).isSameAs(celsius);
        assertThat(celsius.dividedBy(EngineeringUnit.NONE)).isSameAs(celsius);
        assertThat(EngineeringUnit.NONE.dividedBy(EngineeringUnit.parse("s")).symbol())
                .isEqualTo("1/s");
        assertThat(EngineeringUnit.NONE.power(2)).isSameAs(EngineeringUnit.NONE);
    }
}
