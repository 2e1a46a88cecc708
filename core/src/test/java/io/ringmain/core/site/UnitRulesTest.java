package io.ringmain.core.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.tag.SiteMetadata;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitRulesTest {

    private static List<SiteProblem> check(TagDefinition tag) {
        return SiteRules.check(new SiteDefinition("s", List.of(), List.of(tag), List.of(), List.of()), List.of());
    }

    private static TagDefinition tag(TagType type, String unit, String displayUnit) {
        return TagDefinition.builder("A", type)
                .unit(unit)
                .displayUnit(displayUnit)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"bar,psi", "°C,°F", "m3/h,", ",", "{pcs},", "barg,kPa", "'',"})
    void shouldAcceptUnitsThatConvert(String unit, String displayUnit) {
        TagDefinition tag = tag(TagType.FLOAT64, unit == null ? "" : unit, displayUnit == null ? "" : displayUnit);

        assertThat(check(tag)).isEmpty();
    }

    @Test
    void shouldRefuseAnUnknownUnitAndNameTheNearest() {
        assertThat(check(tag(TagType.FLOAT64, "KW", ""))).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("unit");
            assertThat(problem.message()).startsWith("'KW' is no known unit, did you mean 'kW'?");
        });
    }

    @Test
    void shouldRefuseAnUnknownDisplayUnit() {
        assertThat(check(tag(TagType.FLOAT64, "bar", "Psi"))).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("display-unit");
            assertThat(problem.message()).startsWith("'Psi' is no known unit, did you mean 'PSI'?");
        });
    }

    @Test
    void shouldRefuseADisplayUnitOfSomethingElseAndNameWhatConverts() {
        assertThat(check(tag(TagType.FLOAT64, "bar", "°F"))).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("display-unit");
            assertThat(problem.message())
                    .isEqualTo(
                            "'bar' does not convert into '°F'; units that it converts into: Pa, atm, at, Torr, psi, ksi");
        });
    }

    @Test
    void shouldRefuseADisplayUnitWithoutAUnit() {
        assertThat(check(tag(TagType.FLOAT64, "", "bar")))
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.message()).isEqualTo("needs the unit that it is converted from"));
    }

    @ParameterizedTest
    @CsvSource({"BOOL", "STRING"})
    void shouldRefuseADisplayUnitForWhatIsNoNumber(TagType type) {
        assertThat(check(tag(type, "", "bar")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .isEqualTo("is allowed for numbers only, not for " + type.label()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, Double.POSITIVE_INFINITY})
    void shouldRefuseAPositionThatIsNoPlaceOnALine(double position) {
        TagDefinition tag = TagDefinition.builder("A", TagType.FLOAT64)
                .metadata(new SiteMetadata("", "", "", position))
                .build();

        assertThat(check(tag))
                .singleElement()
                .satisfies(problem -> assertThat(problem.key()).isEqualTo("position"));
    }
}
