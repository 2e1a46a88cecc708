package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    private final PasswordPolicy policy = new PasswordPolicy(PasswordRules.DEFAULT);

    private static String refusal(Runnable check) {
        AccessRefused refused = catchThrowableOfType(AccessRefused.class, check::run);
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.code()).isEqualTo("password-unsuitable");
        return refused.getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct-horse-battery",
                "tannic lobby quartz",
                "839201847562",
                "Zw4#kk!pQ09x",
                "vier Worte für Ümläute",
                "monkeys rarely juggle at noon"
            })
    void shouldTakeWhatIsHardToGuess(String password) {
        assertThatCode(() -> policy.requireSuitable("ann", password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"elevenchars, 11", "'', 0"})
    void shouldRefuseWhatIsTooShort(String password, int length) {
        assertThat(refusal(() -> policy.requireSuitable("ann", password)))
                .isEqualTo("The new password needs 12 to 256 characters, not " + length + ".");
    }

    @Test
    void shouldCountCharactersAndNotTheirHalves() {
        assertThat(refusal(() -> policy.requireSuitable("ann", "\ud83d\udd11".repeat(7))))
                .contains("not 7");
    }

    @Test
    void shouldRefuseWhatIsTooLong() {
        assertThat(refusal(() -> policy.requireSuitable("ann", "ab cde fgh".repeat(26))))
                .contains("not 260");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Passw0rd!2026",
                "p4ssw0rd1234",
                "P@$$w0rd2026",
                "changemechangeme",
                "correcthorsebatterystaple",
                "Correct-Horse-Battery-Staple",
                "iloveyousomuch",
                "1q2w3e4r5t6y",
                "1qaz2wsx3edc",
                "qwertyuiopas",
                "lkjhgfdsapoiuytrewq",
                "abcdefghijkl",
                "zyxwvutsrqpo",
                "123456789012",
                "987654321098",
                "aaaaaaaaaaaa",
                "abcabcabcabca",
                "dragondragon",
                "monkey123456",
                "2026-Sommer!!"
            })
    void shouldRefuseWhatIsGuessedFirst(String password) {
        assertThat(refusal(() -> policy.requireSuitable("ann", password))).contains("guessed first");
    }

    @ParameterizedTest
    @CsvSource({"operator-night-shift, operator", "The0OPERATOR0x9, operator", "ringmain-is-fine-1, bob"})
    void shouldRefuseTheNamesThatEverybodyKnows(String password, String user) {
        assertThat(refusal(() -> policy.requireSuitable(user, password))).contains("user's name");
    }

    @Test
    void shouldNotFindAShortNameInEveryWord() {
        assertThatCode(() -> policy.requireSuitable("an", "elephants and giants"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldTakeTheLengthOfTheSite() {
        PasswordPolicy strict = new PasswordPolicy(new PasswordRules(20, 0, Duration.ZERO));

        assertThat(refusal(() -> strict.requireSuitable("ann", "nineteen characters")))
                .contains("20 to 256");
    }

    @Test
    void shouldRefuseThePresentAndTheLastPasswords() {
        PasswordPolicy two = new PasswordPolicy(new PasswordRules(12, 2, Duration.ZERO));
        String present = PasswordHash.hash("present one of four");
        List<String> former = List.of(
                PasswordHash.hash("former one of four"),
                PasswordHash.hash("earlier one of four"),
                PasswordHash.hash("earliest one of four"));

        assertThat(refusal(() -> two.requireFresh("present one of four", present, former)))
                .contains("the old one");
        assertThat(refusal(() -> two.requireFresh("earlier one of four", present, former)))
                .contains("one of the last 2");
        assertThatCode(() -> two.requireFresh("earliest one of four", present, former))
                .doesNotThrowAnyException();
    }
}
