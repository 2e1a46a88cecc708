package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ringmain.gateway.view.Problem;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    @Test
    void shouldRefuseABodyThatIsNoTextInAnyEncoding() {
        byte[] brokenUtf32 = {0, 0, 0, '{', 0, 0};

        Problem problem = catchThrowableOfType(Problem.class, () -> JsonBody.parse(brokenUtf32, "value"));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("malformed-json");
    }
}
