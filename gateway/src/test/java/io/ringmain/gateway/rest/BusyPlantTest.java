package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import io.ringmain.core.ring.Command;
import io.ringmain.gateway.auth.Principal;
import io.ringmain.gateway.auth.Role;
import io.ringmain.gateway.command.CommandDesk;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.testing.TestSite;
import io.ringmain.gateway.view.Problem;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a client is told while the plant takes nothing, answers nothing or records nothing. */
class BusyPlantTest {
    private static final int RING = 64;
    private static final String COUNT = "/api/v1/values/" + TestSite.COUNT;

    private TestGateway gateway;
    private String operator;

    @BeforeEach
    void start() {
        gateway = new TestGateway(true, RING);
        operator = gateway.token("operator");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void shouldAnswer503WithRetryAfterWhenTheRingIsFull() {
        gateway.store.hang();
        try {
            gateway.fillRing(2 * RING);
            CommandDesk desk = new CommandDesk(gateway.plant, null);
            Principal who = new Principal("ann", Role.OPERATOR, "s", "mark", Instant.MAX);
            boolean isFull = false;
            while (!isFull) { // commands have a part of the ring of their own
                Command more = desk.write(UUID.randomUUID(), who, TestSite.COUNT, LongNode.valueOf(1), "");
                isFull = gateway.plant.submit(more).isCompletedExceptionally();
            }

            HttpResponse<String> refused = gateway.put(COUNT, operator, "{\"value\":1}");

            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(TestGateway.json(refused).path("code").asText()).isEqualTo("ring-full");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        } finally {
            gateway.store.goOn();
        }
        gateway.plant.drain(5_000);
        assertThat(gateway.put(COUNT, operator, "{\"value\":1}").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldAnswer504CommandPendingWhenThereIsNoOutcomeInTime() {
        CommandDesk desk = new CommandDesk(gateway.plant, null);
        Principal who = new Principal("ann", Role.OPERATOR, "s", "mark", Instant.MAX);
        UUID id = UUID.randomUUID();
        gateway.store.hang();
        try (Lanes lanes = new Lanes()) {
            Command command = desk.write(id, who, TestSite.COUNT, LongNode.valueOf(1), "");

            assertThatThrownBy(() ->
                            new CommandRunner(desk, lanes, 50).outcome(command).join())
                    .cause()
                    .isInstanceOfSatisfying(Problem.class, problem -> {
                        assertThat(problem.status()).isEqualTo(504);
                        assertThat(problem.code()).isEqualTo("command-pending");
                        assertThat(problem.detail()).contains(id.toString());
                    });
        } finally {
            gateway.store.goOn();
        }
        // the same id again tells what has become of it
        assertThat(gateway.put(COUNT, operator, "{\"value\":1,\"cmd\":\"" + id + "\"}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void shouldSayUnrecordedWhenTheJournalCanNotBeWritten() {
        gateway.store.fail();
        gateway.set(TestSite.TEMPERATURE, 42);

        await().until(() -> !system().path("healthy").asBoolean());
        assertThat(system().path("reasons").toString()).contains("UNRECORDED");
        assertThat(gateway.get("/health/ready", "").statusCode()).isEqualTo(503);
        assertThat(gateway.get("/health/live", "").statusCode()).isEqualTo(200);

        JsonNode value = TestGateway.json(gateway.get("/api/v1/values/" + TestSite.TEMPERATURE, operator));
        assertThat(value.path("value").asDouble()).isEqualTo(42);
        HttpResponse<String> refused = gateway.put(COUNT, operator, "{\"value\":1}");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("the journal can not be written");
    }

    private JsonNode system() {
        return TestGateway.json(gateway.get("/api/v1/system", operator));
    }
}
