package io.ringmain.perf.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server under load answers what the suites ask of it. */
class ServedPlantTest {
    private static ServedPlant served;
    private static String token;

    @BeforeAll
    static void serve() {
        served = new ServedPlant();
        token = served.token();
    }

    @AfterAll
    static void end() {
        served.close();
    }

    @Test
    void shouldAnswerWithValues() throws IOException {
        assertThat(ask(KeptConnection.request("GET", GatewayValuesSuite.VALUES, token, "")))
                .isEqualTo(200);
    }

    @Test
    void shouldAnswerCommandByItsOutcome() throws IOException {
        assertThat(ask(KeptConnection.request("PUT", GatewayCommandSuite.WRITTEN, token, "{\"value\":1}")))
                .isEqualTo(200);
    }

    private static int ask(byte[] request) throws IOException {
        try (KeptConnection connection = new KeptConnection(served.port())) {
            return connection.ask(request);
        }
    }
}
