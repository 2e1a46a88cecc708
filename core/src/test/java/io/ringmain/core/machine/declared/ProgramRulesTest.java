package io.ringmain.core.machine.declared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.machine.AttributeValue;
import io.ringmain.core.machine.MachineDeclaration.Attribute;
import io.ringmain.core.machine.MachineProgram;
import io.ringmain.core.machine.MachineProgram.Transition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about a program that can not be meant. */
class ProgramRulesTest {
    private static final Map<String, TagDefinition> TAGS = Stream.concat(
                    Stream.of(
                            TagDefinition.builder("Level", TagType.FLOAT64)
                                    .unit("%")
                                    .build(),
                            TagDefinition.internal("Ready", TagType.BOOL),
                            TagDefinition.internal("Mode", TagType.STRING),
                            TagDefinition.internal("Valve", TagType.BOOL),
                            TagDefinition.builder("Fixed", TagType.BOOL)
                                    .writable(false)
                                    .build()),
                    IntStream.range(0, 9).mapToObj(i -> TagDefinition.internal("Out" + i, TagType.FLOAT64)))
            .collect(Collectors.toMap(TagDefinition::name, tag -> tag));

    private static Programs sound() {
        return new Programs()
                .state("A", "entry Valve", "true")
                .state("B", 5, "A", "Valve", "Level > 50")
                .when("A", "B", "Ready")
                .attribute(Attribute.number("limit", 5, 0, 10));
    }

    private static List<String> problems(MachineProgram program) {
        List<String> found = new ArrayList<>();
        ProgramCompiler.check(program, TAGS::get, (key, message) -> found.add(key + ": " + message));
        return found;
    }

    private static Arguments wrong(Programs program, String... problems) {
        return Arguments.of(program.build(), List.of(problems));
    }

    static Stream<Arguments> wrong() {
        Programs many = new Programs().state("A");
        IntStream.range(0, 9).forEach(i -> many.state("S" + i, "Out" + i, "1").when("A", "S" + i, "Ready"));
        return Stream.of(
                wrong(
                        new Programs(),
                        "states: there must be 1 to 64",
                        "initial: '' is no state, known: []",
                        "safe-state: '' is no state, known: []"),
                wrong(
                        sound().when("A", "BB", "Ready"),
                        "transitions: transition 2 (A to BB): 'BB' is no state, did you mean 'B'?, known: [A, B]"),
                wrong(sound().when("C", "A", "Ready"), "transitions: transition 2 (C to A): 'C' is no state"),
                wrong(
                        sound().state("C"),
                        "states: C: is never reached, no transition and no timeout leads there from 'A'"),
                wrong(sound().state("A"), "states: A: is declared twice"),
                wrong(
                        sound().state("no good").when("A", "no good", "Ready"),
                        "states: no good: the name must be 1 to 60 letters, digits, _ and -"),
                wrong(
                        sound().state("C", 5, "").when("A", "C", "Ready"),
                        "states: C: timeout and timeout-to stand together"),
                wrong(
                        sound().state("C", 0, "A").when("A", "C", "Ready"),
                        "states: C: timeout and timeout-to stand together"),
                wrong(sound().state("C", 5, "D").when("A", "C", "Ready"), "states: C: timeout-to 'D' is no state"),
                wrong(sound().safe("D"), "safe-state: 'D' is no state"),
                wrong(
                        sound().when("A", "B", ""),
                        "transitions: transition 2 (A to B): needs when, or operator: true, or both"),
                wrong(
                        sound().transition(new Transition(List.of("A"), "B", "Ready", false, true, false)),
                        "transitions: transition 2 (A to B): confirm is for an operator's transition"),
                wrong(
                        sound().transition(new Transition(List.of(), "B", "Ready", false, false, false)),
                        "transitions: transition 2 ( to B): from names no state"),
                wrong(
                        sound().when("A", "B", "Level + 1"),
                        "transitions: transition 2 (A to B): when: column 7: the result is float64, not bool"),
                wrong(
                        sound().when("A", "B", "Lefel > 1"),
                        "transitions: transition 2 (A to B): when: column 1: unknown tag 'Lefel'"),
                wrong(sound().when("A", "B", "Level >"), "transitions: transition 2 (A to B): when: column 8: "),
                wrong(
                        sound().when("A", "B", "Level > 5'bar'"),
                        "transitions: transition 2 (A to B): when: column 9: 'bar' does not convert into '%'"),
                wrong(
                        sound().state("C", "Valve", "Level").when("A", "C", "Ready"),
                        "states: C: cyclic Valve: column 1: the result is float64, not bool"),
                wrong(
                        sound().state("C", "exit Valf", "true").when("A", "C", "Ready"),
                        "states: C: tag 'Valf' is not declared"),
                wrong(
                        sound().state("C", "Fixed", "true").when("A", "C", "Ready"),
                        "states: C: tag 'Fixed' is not writable"),
                wrong(
                        sound().state("C", "Mode", "true").when("A", "C", "Ready"),
                        "states: C: tag 'Mode' is a text or an array, a machine writes single numbers and flags"),
                wrong(
                        many,
                        "states: write 9 tags, at most 8 are possible: [Out0, Out1, Out2, Out3, Out4, Out5, Out6, Out7, Out8]"),
                wrong(sound().attribute(Attribute.flag("limit", true)), "attributes: limit: is declared twice"),
                wrong(
                        sound().attribute(Attribute.flag("Mode", true)),
                        "attributes: Mode: is the name of something else that expressions read"),
                wrong(
                        sound().attribute(Attribute.flag("timeInState", true)),
                        "attributes: timeInState: is the name of something else that expressions read"),
                wrong(
                        sound().attribute(Attribute.text("note", "x")),
                        "attributes: note: must be a float64, int64 or bool"),
                wrong(
                        sound().attribute(Attribute.number("most", 11, 0, 10)),
                        "attributes: most: the value is out of its range"),
                wrong(sound().safe("Valve", AttributeValue.of(1.5)), "safe-outputs: Valve: must be a bool"),
                wrong(sound().safe("Ventil", AttributeValue.of(true)), "safe-outputs: tag 'Ventil' is not declared"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void shouldSayWhatIsWrong(MachineProgram program, List<String> expected) {
        List<String> found = problems(program);
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i)).startsWith(expected.get(i));
        }
        assertThatThrownBy(() -> ProgramCompiler.compile(program, TAGS::get))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldAcceptWhatIsSound() {
        assertThat(problems(sound().build())).isEmpty();
        assertThat(problems(sound().when("*", "A", "isBad(Level) or Mode == 'STOP'")
                        .operator("B", "A")
                        .build()))
                .isEmpty();
    }

    @Test
    void shouldRefuseMoreHistoryThanAMachineCanKeep() {
        Programs program = sound();
        for (int i = 0; i < 200; i++) {
            String average = "average(Level + " + i + ", 1h) + ";
            program.when("A", "B", average.repeat(9) + "0 > 50");
        }
        assertThat(problems(program.build()))
                .singleElement()
                .asString()
                .matches("states: the time functions of one state need \\d+ bytes, at most 524288 are possible");
    }

    @Test
    void shouldBeginAnewOnlyWhenTheHistoryChanges() {
        var before = ProgramCompiler.compile(
                sound().when("B", "A", "onDelay(Ready, 5s)").build(), TAGS::get);
        var otherLimit = ProgramCompiler.compile(
                sound().when("B", "A", "onDelay(Ready, 5s)")
                        .when("A", "B", "Level > 7")
                        .build(),
                TAGS::get);
        var otherDelay = ProgramCompiler.compile(
                sound().when("B", "A", "onDelay(Valve, 5s)").build(), TAGS::get);
        assertThat(otherLimit.declaration().isStateOf(before.declaration())).isTrue();
        assertThat(otherDelay.declaration().isStateOf(before.declaration())).isFalse();
    }
}
