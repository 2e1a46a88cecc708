package io.ringmain.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.plant.Plant;
import io.ringmain.core.spi.BrowseException;
import io.ringmain.gateway.testing.TestGateway;
import io.ringmain.gateway.view.Problem;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevicesTest {
    private TestGateway gateway;
    private Devices devices;

    @BeforeAll
    void start() {
        gateway = new TestGateway(false);
        Plant plant = gateway.plant;
        devices = new Devices(plant, Runnable::run, 20);
    }

    @AfterAll
    void stop() {
        gateway.close();
    }

    private static Problem problem(CompletableFuture<?> answer) {
        try {
            answer.join();
        } catch (CompletionException e) {
            return (Problem) e.getCause();
        }
        throw new AssertionError("it was answered");
    }

    @Test
    void shouldGiveUpOnADeviceThatSaysNothingAndAskAgain() {
        for (int i = 0; i < 20; i++) {
            Problem late = problem(devices.ask("plc", CompletableFuture::new));
            assertThat(late.status()).isEqualTo(504);
            assertThat(late.code()).isEqualTo("device-timeout");
        }
        assertThat(devices.ask("plc", () -> CompletableFuture.completedFuture(7))
                        .join())
                .isEqualTo(7);
    }

    @Test
    void shouldLeaveRoomForOtherConnectors() {
        CompletableFuture<Integer> silent = new CompletableFuture<>();
        Devices patient = new Devices(gateway.plant, Runnable::run, 60_000);
        for (int i = 0; i < 4; i++) {
            patient.ask("plc", () -> silent);
        }
        assertThatThrownBy(() -> patient.ask("plc", () -> silent))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.code()).isEqualTo("devices-busy"));
        assertThat(patient.ask("other", () -> CompletableFuture.completedFuture(1))
                        .join())
                .isEqualTo(1);
        silent.complete(2);
        assertThat(patient.ask("plc", () -> silent).join()).isEqualTo(2);
    }

    @Test
    void shouldTellFailuresApartByTheirStatusCodes() {
        assertThat(code(0x80AE0000)).isEqualTo("link-down");
        assertThat(code(0x80340000)).isEqualTo("node-unknown");
        assertThat(code(0x80850000)).isEqualTo("device-timeout");
        assertThat(code(0x801F0000)).isEqualTo("device-refused");
    }

    private String code(int statusCode) {
        return problem(devices.ask("plc", () -> CompletableFuture.failedFuture(new BrowseException(statusCode, "why"))))
                .code();
    }
}
