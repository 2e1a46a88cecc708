package io.ringmain.core.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineeringUnitTest {

    /** What a display shows for a value; the numbers are those of the standards' tables. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1       | bar          | Pa            | 100000
            1       | bar          | psi           | 14.503773773020923
            1       | psi          | Pa            | 6894.757293168361
            1       | ksi          | psi           | 1000
            2.5     | hPa          | mbar          | 2.5
            1       | MPa          | bar           | 10
            250     | kPa          | bar           | 2.5
            1       | atm          | Pa            | 101325
            1       | atm          | mmHg          | 759.9998917256113
            1       | atm          | Torr          | 760
            1       | mmHg         | Pa            | 133.322387415
            1       | mm[Hg]       | mmHg          | 1
            1       | inHg         | mmHg          | 25.4
            1       | inH2O        | Pa            | 249.08891
            1       | mH2O         | mbar          | 98.0665
            1       | kgf/cm2      | bar           | 0.980665
            3       | barg         | bar           | 3
            3       | bar          | bara          | 3
            100     | psig         | psi           | 100
            1       | mbarg        | Pa            | 100
            1       | bar(g)       | barg          | 1
            0       | °C           | K             | 273.15
            100     | °C           | °F            | 212
            -40     | °F           | °C            | -40
            32      | degF         | Cel           | 0
            98.6    | [degF]       | degC          | 37
            0       | K            | °F            | -459.67
            491.67  | degR         | °C            | 0
            1       | Δ°C          | Δ°F           | 1.8
            1       | in           | mm            | 25.4
            1       | ft           | m             | 0.3048
            1       | mi           | km            | 1.609344
            1       | [in_i]       | cm            | 2.54
            1       | um           | mm            | 0.001
            1       | µm           | um            | 1
            1       | ha           | m²            | 10000
            1       | m3           | l             | 1000
            1       | L            | ml            | 1000
            1       | gal          | l             | 3.785411784
            1       | bbl          | gal           | 42
            1       | m³           | m^3           | 1
            36      | m3/h         | l/s           | 10
            1       | m³/h         | L/min         | 16.666666666666668
            1       | gpm          | m3/h          | 0.22712470704
            1       | gal/min      | gpm           | 1
            1       | m3/s         | m3/d          | 86400
            1       | cfm          | ft3/min       | 1
            3.6     | t/h          | kg/s          | 1
            1       | lb/h         | kg/h          | 0.45359237
            1       | g/s          | kg/h          | 3.6
            1       | g/cm3        | kg/m3         | 1000
            1       | kg/l         | kg/m3         | 1000
            20      | mA           | A             | 0.02
            1       | kV           | mV            | 1000000
            1       | hp           | W             | 745.6998715822702
            1       | PS           | W             | 735.49875
            1       | MW           | kW            | 1000
            1       | kVA          | kW            | 1
            1       | kWh          | MJ            | 3.6
            1       | MWh          | kWh           | 1000
            1       | BTU          | J             | 1055.05585262
            1       | kcal         | kJ            | 4.184
            1       | kN           | N             | 1000
            1       | lbf          | N             | 4.4482216152605
            1       | kgf          | N             | 9.80665
            1       | kNm          | N.m           | 1000
            1       | N*m          | Nm            | 1
            1       | lb           | g             | 453.59237
            1       | oz           | g             | 28.349523125
            1       | t            | kg            | 1000
            1       | h            | s             | 3600
            1       | d            | min           | 1440
            1500    | ms           | s             | 1.5
            1       | m/s          | km/h          | 3.6
            1       | mph          | km/h          | 1.609344
            1       | kn           | km/h          | 1.852
            1500    | rpm          | Hz            | 25
            1500    | rpm          | 1/min         | 1500
            1       | Hz           | 1/s           | 1
            1       | kHz          | /s            | 1000
            50      | %            | 1             | 0.5
            1       | %            | ppm           | 10000
            1       | [ppm]        | ppb           | 1000
            1       | ‰            | %             | 0.1
            7       | {pcs}        | 1             | 7
            60      | {pcs}/h      | {bottles}/min | 1
            180     | °            | rad           | 3.141592653589793
            1       | deg          | '             | 60
            1       | turn         | deg           | 360
            100     | gon          | °             | 90
            1       | mrad         | rad           | 0.001
            1       | cP           | mPa.s         | 1
            1       | cSt          | mm2/s         | 1
            1       | P            | Pa·s          | 0.1
            1       | mS/cm        | uS/cm         | 1000
            1       | µS/cm        | S/m           | 0.0001
            1       | kΩ           | Ohm           | 1000
            1       | μF           | nF            | 1000
            1       | mC           | coulomb       | 0.001
            1       | Ah           | coulomb       | 3600
            1       | m2/m         | m             | 1
            1       | kg/(m3*s)    | kg/m3/s       | 1
            1       | kg.m-3.s-1   | kg m⁻³ s⁻¹    | 1
            1       | W/(m2.K)     | W/(m²·°C)     | 1
            1       | l/(100.km)   | l/km          | 0.01
            1       | 10*6/ml      | 1/ul          | 1000
            1       | 10^3/l       | 1/ml          | 1
            1       | mg/l         | g/m3          | 1
            1       | ug/m3        | mg/m3         | 0.001
            1       | MB           | bit           | 8000000
            1       | Nm3/h        | Nl/min        | 16.666666666666668
            """)
    void shouldConvertCellByCell(double value, String from, String to, double expected) {
        Conversion conversion = EngineeringUnit.parse(from).to(EngineeringUnit.parse(to));

        assertThat(conversion.apply(value)).isCloseTo(expected, within(Math.max(1e-13, Math.abs(expected) * 4e-16)));
    }

    @ParameterizedTest
    @CsvSource({"°C,°F", "psi,bar", "gpm,m3/h", "hp,kW", "deg,rad", "K,degF", "mmHg,inH2O", "lb/h,kg/s"})
    void shouldComeBackOnTheRoundTrip(String from, String to) {
        Conversion there = EngineeringUnit.parse(from).to(EngineeringUnit.parse(to));
        Conversion back = EngineeringUnit.parse(to).to(EngineeringUnit.parse(from));

        for (double value : new double[] {-273.15, -1, 0, 0.1, 1, 36.6, 1e6}) {
            assertThat(back.apply(there.apply(value)))
                    .isCloseTo(value, within(Math.max(1e-12, Math.abs(value) * 1e-14)));
            assertThat(there.inverse().apply(there.apply(value)))
                    .isCloseTo(value, within(Math.max(1e-12, Math.abs(value) * 1e-14)));
        }
    }

    @Test
    void shouldConvertADifferenceWithoutTheOffset() {
        Conversion conversion = EngineeringUnit.parse("°C").to(EngineeringUnit.parse("°F"));

        assertThat(conversion.apply(10)).isEqualTo(50);
        assertThat(conversion.applyToDifference(10)).isEqualTo(18);
    }

    @ParameterizedTest
    @CsvSource({"m3,m³", "mbar,hPa", "degC,°C", "l/min,L/min", "kW,kVA"})
    void shouldBeTheIdentityBetweenSpellings(String left, String right) {
        assertThat(EngineeringUnit.parse(left).to(EngineeringUnit.parse(right)).isIdentity())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "bar,°C",
        "barg,bara",
        "psig,kPaa",
        "m3/h,kg/h",
        "pH,%",
        "pH,1",
        "rpm,rad/s",
        "rad,%",
        "Nm3,m3",
        "Nm3,Sm3",
        "NTU,1",
        "m,m2",
        "dB,dBm",
        "%,bar"
    })
    void shouldNotConvertBetweenDifferentThings(String left, String right) {
        EngineeringUnit from = EngineeringUnit.parse(left);
        EngineeringUnit to = EngineeringUnit.parse(right);

        assertThat(from.isConvertibleTo(to)).isFalse();
        assertThat(to.isConvertibleTo(from)).isFalse();
        assertThatThrownBy(() -> from.to(to))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + left + "' does not convert into '" + right + "'");
    }

    @Test
    void shouldSayWhyGaugeIsNotAbsolute() {
        assertThatThrownBy(() -> EngineeringUnit.parse("barg").to(EngineeringUnit.parse("bara")))
                .hasMessageEndingWith(
                        "between gauge and absolute lies the air pressure of the place, which no unit knows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "%", "ppm", "{pcs}", "rad", "°", "m/m", "m/mm", "10^3", "kg/kg", "rev", "sr"})
    void shouldBeDimensionless(String text) {
        assertThat(EngineeringUnit.parse(text).isDimensionless()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"m", "1/s", "pH", "rad/s", "{pcs}/h", "Nm3", "dB"})
    void shouldNotBeDimensionless(String text) {
        assertThat(EngineeringUnit.parse(text).isDimensionless()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "°C,true",
        "degF,true",
        "Cel,true",
        "K,false",
        "Δ°C,false",
        "°R,false",
        "W/°C,false",
        "barg,false",
        "1/°C,false"
    })
    void shouldKnowOffsetScales(String text, boolean isOffset) {
        assertThat(EngineeringUnit.parse(text).isOffsetScale()).isEqualTo(isOffset);
    }

    @Test
    void shouldConvertNothingWhereNoUnitIsDeclared() {
        EngineeringUnit one = EngineeringUnit.parse("1");

        assertThat(EngineeringUnit.parse("")).isSameAs(EngineeringUnit.NONE);
        assertThat(EngineeringUnit.NONE.isConvertibleTo(EngineeringUnit.NONE)).isTrue();
        assertThat(EngineeringUnit.NONE.isConvertibleTo(one)).isFalse();
        assertThat(one.isConvertibleTo(EngineeringUnit.NONE)).isFalse();
        assertThatThrownBy(() -> one.to(EngineeringUnit.NONE)).hasMessageEndingWith("as no unit is declared");
    }

    @Test
    void shouldReadATextOnce() {
        assertThat(EngineeringUnit.parse("m3/h")).isSameAs(EngineeringUnit.parse("m3/h"));
    }
}
