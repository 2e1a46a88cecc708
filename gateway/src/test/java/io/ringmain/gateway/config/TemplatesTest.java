package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringmain.core.machine.Machine;
import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Templates make tags, alarms and machines. */
class TemplatesTest {
    private static final String MOTOR = """
            site: {name: plant, data: data}
            templates:
              - name: winding
                parameters: [{name: limit, type: number}]
                tags:
                  - {name: "${name}.Temperature", type: float64, unit: degC, range: [0, "${limit}"]}
              - name: motor
                parameters:
                  - {name: area}
                  - {name: limit, type: number, default: 80}
                  - {name: kept, type: flag, default: true}
                tags:
                  - name: ${name}.Current
                    type: float64
                    area: ${area}
                    history: ${kept}
                    description: "Current of ${name}, at most ${limit} A; $${x} is no parameter"
                alarms:
                  - {name: "${name}.Current.HI", tag: "${name}.Current", kind: HI, limit: "${limit}"}
                instances:
                  - {template: winding, name: "${name}.U", with: {limit: "${limit}"}}
                  - {template: winding, name: "${name}.V", with: {limit: 120}}
            """;

    @TempDir
    Path folder;

    private SiteDefinition read(String text) throws IOException, ConfigurationException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, text);
        return SiteFile.read(Source.file(file), Overrides.none(), jars -> List.<Machine>of(), List.of())
                .site();
    }

    private List<String> problems(String text) {
        return catchThrowableOfType(ConfigurationException.class, () -> read(text)).problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void shouldMakeGroupsOfAlarms() throws Exception {
        SiteDefinition site = read("""
                site: {name: plant}
                tags: [{name: S, type: float64}]
                templates:
                  - name: group
                    alarm-groups: [{name: "${name}.G", suppressed-by: "S > 1"}]
                instances: [{template: group, name: P1}]
                """);

        assertThat(site.alarmGroups()).singleElement().asString().contains("P1.G");
    }

    @Test
    void shouldMakeWhatTheTemplateSays() throws Exception {
        SiteDefinition site =
                read(MOTOR + "instances:\n- {template: motor, name: P1, with: {area: North, kept: false}}\n");
        assertThat(site.tags())
                .extracting(TagDefinition::name)
                .containsExactly("P1.Current", "P1.U.Temperature", "P1.V.Temperature");
        TagDefinition current = site.tags().get(0);
        assertThat(current.area()).isEqualTo("North");
        assertThat(current.history()).isFalse();
        assertThat(current.description()).isEqualTo("Current of P1, at most 80 A; ${x} is no parameter");
        assertThat(site.tags().get(1).rangeHigh()).isEqualTo(80);
        assertThat(site.tags().get(2).rangeHigh()).isEqualTo(120);
        assertThat(site.alarms().get(0).name()).isEqualTo("P1.Current.HI");
        assertThat(site.alarms().get(0).tag()).isEqualTo("P1.Current");
    }

    @Test
    void shouldNameTheLineOfTheTemplateAndOfTheInstance() {
        assertThat(problems(MOTOR.replace("type: float64\n        area", "type: float46\n        area")
                        + "instances:\n- {template: motor, name: P1, with: {area: North}}\n"))
                .singleElement()
                .asString()
                .startsWith("site.yaml:14: tags[P1.Current].type: 'float46' ")
                .endsWith("(instance P1 at site.yaml:24)");
    }

    @Test
    void shouldNameBothLinesWhenTheSiteRefusesWhatWasMade() {
        assertThat(problems(MOTOR.replace(
                                "\"${name}.Current.HI\", tag: \"${name}.Current\"", "\"${name}.HI\", tag: Nothing")
                        + "instances:\n- {template: motor, name: P1, with: {area: North}}\n"))
                .singleElement()
                .asString()
                .startsWith("site.yaml:19: alarms[P1.HI].tag: tag 'Nothing' is not declared")
                .endsWith("(instance P1 at site.yaml:24)");
    }

    @Test
    void shouldFindEverythingThatIsWrongWithInstances() {
        assertThat(problems(MOTOR + """
                        instances:
                        - {template: motro, name: P1}
                        - {template: motor, name: P2}
                        - {template: motor, name: P3, with: {area: North, limit: high, aria: x}}
                        """))
                .containsExactlyInAnyOrder(
                        "site.yaml:24: instances[P1].template: 'motro' is not declared, did you mean 'motor'?",
                        "site.yaml:25: instances[P2].with: 'area' is missing, must be text",
                        "site.yaml:26: instances[P3].with.limit: 'high' is not allowed, must be a number",
                        "site.yaml:26: instances[P3].with.aria: is no parameter of motor, did you mean 'area'?,"
                                + " known: area, kept, limit");
    }

    @Test
    void shouldNameAReferenceToNoParameter() {
        assertThat(problems(MOTOR.replace("area: ${area}", "area: ${region}")
                        + "instances:\n- {template: motor, name: P1, with: {area: North}}\n"))
                .singleElement()
                .asString()
                .startsWith("site.yaml:15: ${region}: is no parameter, known: area, kept, limit, name (instance P1");
    }

    @Test
    void shouldBoundTemplatesThatHoldThemselves() {
        assertThat(problems("""
                        site: {name: plant, data: data}
                        templates:
                          - name: again
                            instances: [{template: again, name: "${name}.X"}]
                        instances: [{template: again, name: A}]
                        """)).singleElement().asString().contains("nested more than 8 deep, or in itself");
    }

    @Test
    void shouldTakeTemplatesAndInstancesFromIncludedFiles() throws Exception {
        Files.writeString(
                folder.resolve("more.yaml"), "instances: [{template: motor, name: P9, with: {area: South}}]\n");
        assertThat(read(MOTOR + "include: [more.yaml]\n").tags()).hasSize(3);
    }

    @Test
    void shouldMakeATenThousandTagsOfAThousandInstances() throws Exception {
        StringBuilder text = new StringBuilder("site: {name: plant, data: data}\ntemplates:\n- name: ten\n  tags:\n");
        for (int i = 0; i < 10; i++) {
            text.append("  - {name: \"${name}.T").append(i).append("\", type: float64}\n");
        }
        text.append("instances:\n");
        for (int i = 0; i < 1_000; i++) {
            text.append("- {template: ten, name: I").append(i).append("}\n");
        }
        assertThat(read(text.toString()).tags())
                .hasSize(10_000)
                .extracting(TagDefinition::name)
                .doesNotHaveDuplicates();
    }
}
