package io.ringmain.gateway.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PasswordTest {

    @Test
    void shouldVerifyWhatItHashed() {
        String hash = PasswordHash.hash("pässword with spaces");

        assertThat(hash).startsWith("$argon2id$");
        assertThat(PasswordHash.verify("pässword with spaces", hash)).isTrue();
        assertThat(PasswordHash.verify("pässword with space", hash)).isFalse();
    }

    @Test
    void shouldSaltEveryHash() {
        assertThat(PasswordHash.hash("same")).isNotEqualTo(PasswordHash.hash("same"));
    }

    @Test
    void shouldNotVerifyAgainstWhatIsNoHash() {
        assertThat(PasswordHash.verify("x", "x")).isFalse();
        assertThat(PasswordHash.verify("x", "")).isFalse();
    }

    @Test
    void shouldMakeLongPasswordsWithoutLookAlikes() {
        PasswordGenerator generator = new PasswordGenerator();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            String password = generator.next();
            assertThat(password).hasSizeGreaterThanOrEqualTo(16).doesNotContainPattern("[0Oo1Il]");
            seen.add(password);
        }
        assertThat(seen).hasSize(1_000);
    }
}
