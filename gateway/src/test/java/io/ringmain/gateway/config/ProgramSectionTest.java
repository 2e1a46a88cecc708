package io.ringmain.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineDefinition;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Action;
import io.ringmain.core.machine.MachineProgram.State;
import io.ringmain.core.machine.MachineProgram.Transition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machines that are declared in the site file. */
class ProgramSectionTest {
    private static final String HEAD = """
            site: {name: North}
            tags:
              - {name: Feed.Level, type: float64, unit: "%", range: [0, 100]}
              - {name: Feed.Valve, type: bool, writable: true}
              - {name: Feed.Opening, type: float64, unit: "%", writable: true}
            machines:
            """;

    private static final String VALVE = """
              - name: Feed.Drain
                interval: 250ms
                initial: CLOSED
                attributes:
                  high: {value: 80, range: [0, 100], unit: "%", operator: true}
                  tries: {value: 3, type: int64}
                  armed: true
                states:
                  OPEN:
                    entry: {Feed.Valve: true}
                    cyclic: {Feed.Opening: "clamp(2 * (Feed.Level - high), 0, 100)"}
                    exit: {Feed.Opening: 0}
                    timeout: 10m
                    timeout-to: CLOSED
                  CLOSED:
                    entry: {Feed.Valve: false}
                  LOCKED:
                transitions:
                  - {from: CLOSED, to: OPEN, when: armed and Feed.Level > high}
                  - {from: OPEN, to: CLOSED, when: "onDelay(Feed.Level < high - 20, 3s)"}
                  - {from: "*", to: LOCKED, operator: true, confirm: other-user}
                  - {from: [LOCKED], to: CLOSED, operator: true}
                safe-state: LOCKED
                safe-outputs: {Feed.Valve: false, Feed.Opening: 0}
            """;

    @Test
    void shouldReadStatesTransitionsAndAttributes() throws ConfigurationException {
        MachineDefinition machine =
                SiteText.read(HEAD + VALVE).site().machines().get(0);
        assertThat(machine.name()).isEqualTo("Feed.Drain");
        assertThat(machine.intervalNs()).isEqualTo(250_000_000L);
        MachineProgram program = machine.program();
        assertThat(program.initial()).isEqualTo("CLOSED");
        assertThat(program.safeState()).isEqualTo("LOCKED");
        assertThat(program.safeOutputs())
                .isEqualTo(Map.of("Feed.Valve", AttributeValue.of(false), "Feed.Opening", AttributeValue.of(0L)));
        assertThat(program.states())
                .containsExactly(
                        new State(
                                "OPEN",
                                600_000_000_000L,
                                "CLOSED",
                                List.of(new Action("Feed.Valve", "true")),
                                List.of(new Action("Feed.Opening", "clamp(2 * (Feed.Level - high), 0, 100)")),
                                List.of(new Action("Feed.Opening", "0"))),
                        new State("CLOSED", 0, "", List.of(new Action("Feed.Valve", "false")), List.of(), List.of()),
                        new State("LOCKED", 0, "", List.of(), List.of(), List.of()));
        assertThat(program.transitions())
                .containsExactly(
                        new Transition("CLOSED", "OPEN", "armed and Feed.Level > high"),
                        new Transition("OPEN", "CLOSED", "onDelay(Feed.Level < high - 20, 3s)"),
                        new Transition(List.of("*"), "LOCKED", "", true, true, true),
                        new Transition(List.of("LOCKED"), "CLOSED", "", true, false, false));
        assertThat(program.attributes().get(0))
                .isEqualTo(Attribute.number("high", 80, 0, 100).unit("%").operator());
        assertThat(program.attributes().get(1).defaultValue()).isEqualTo(AttributeValue.of(3L));
        assertThat(program.attributes().get(2)).isEqualTo(Attribute.flag("armed", true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Feed.Level > high} | Feed.Lefel > high} | site.yaml:25: machines[Feed.Drain].transitions[1]: transition 1 (CLOSED to OPEN): when: column 11: unknown tag 'Feed.Lefel'",
                "Feed.Level > high} | Feed.Level > 5'bar'} | site.yaml:25: machines[Feed.Drain].transitions[1]: transition 1 (CLOSED to OPEN): when: column 24: 'bar' does not convert into '%'",
                "entry: {Feed.Valve: true} | entry: {Feed.Valv: true} | site.yaml:15: machines[Feed.Drain].states.OPEN: tag 'Feed.Valv' is not declared",
                "entry: {Feed.Valve: true} | enter: {Feed.Valve: true} | site.yaml:16: machines[Feed.Drain].states.OPEN.enter: is not known, known: cyclic, entry, exit, timeout, timeout-to",
                "timeout: 10m | timeout: 10 | site.yaml:19: machines[Feed.Drain].states.OPEN.timeout: '10' is not allowed, must be",
                "to: LOCKED, operator: true | to: LOCKD, operator: true | site.yaml:27: machines[Feed.Drain].transitions[3]: transition 3 (* to LOCKD): 'LOCKD' is no state, did you mean 'LOCKED'?",
                "to: LOCKED, operator: true | operator: true | site.yaml:27: machines[Feed.Drain].transitions[3].to: is missing, must be text",
                "confirm: other-user | confirm: twice | site.yaml:27: machines[Feed.Drain].transitions[3].confirm: 'twice' is not allowed, must be one of false, true, other-user",
                "value: 3, type: int64 | value: 3.5, type: int64 | site.yaml:12: machines[Feed.Drain].attributes.tries.value: '3.5' is not allowed, must be a whole number",
                "value: 80, range | value: 800, range | site.yaml:11: machines[Feed.Drain].attributes.high: the value is out of its range",
                "armed: true | armed: maybe | site.yaml:13: machines[Feed.Drain].attributes.armed: 'maybe' is not allowed, must be a number",
                "safe-state: LOCKED | safe-state: LOCKT | site.yaml:29: machines[Feed.Drain].safe-state: 'LOCKT' is no state",
                "safe-outputs: {Feed.Valve: false | safe-outputs: {Feed.Valve: 7 | site.yaml:30: machines[Feed.Drain].safe-outputs: Feed.Valve: must be a bool",
                "initial: CLOSED | type: pump-duty | site.yaml:9: machines[Feed.Drain].type: is for a machine that is built in or in a jar, this one has states of its own",
                "initial: CLOSED | initial: SHUT | site.yaml:9: machines[Feed.Drain].initial: 'SHUT' is no state",
            })
    void shouldSayWhatIsWrongAndWhere(String right, String wrong, String problem) {
        assertThat(VALVE).contains(right);
        assertThat(SiteText.problems(HEAD + VALVE.replace(right, wrong)))
                .singleElement()
                .asString()
                .startsWith(problem);
    }

    @Test
    void shouldNotAccuseExpressionsOfATagThatIsWrongItself() {
        String site = HEAD.replace("unit: \"%\", range", "unit: parsnip, range") + VALVE;
        assertThat(SiteText.problems(site)).singleElement().asString().contains("tags[Feed.Level].unit");
    }

    @Test
    void shouldRefuseStatesKeysForAMachineWithoutStates() {
        String site =
                HEAD + "  - {name: M, type: doubler, safe-state: ON, bindings: {in: Feed.Level, out: Feed.Opening}}";
        assertThat(SiteText.problems(site))
                .containsExactly("site.yaml:7: machines[M].safe-state: is for a machine that is declared here, which"
                        + " needs states");
    }

    @Test
    void shouldAcceptTheExampleOfTheReadme() throws Exception {
        String readme = Files.readString(Path.of("README.md"));
        int from = readme.indexOf("machines:\n  - name: Feed.Drain");
        String example = readme.substring(from, readme.indexOf("```", from));
        String site = """
                site: {name: North}
                tags:
                  - {name: Feed.Level, type: float64, unit: "%"}
                  - {name: Feed.Drain.Open, type: bool, writable: true}
                  - {name: Feed.Drain.Opening, type: float64, unit: "%", writable: true}
                """;
        assertThat(SiteText.problems(site + example)).isEmpty();
    }
}
