package io.ringmain.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringmain.core.spi.ProvisionException;
import io.ringmain.core.spi.SimulatedPlant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoPortTest {

    /** A plant that can be served from a port on, the ones before are taken. */
    private record TakenBelow(int firstFree) implements SimulatedPlant {
        private record Served(String address) implements Running {
            @Override
            public List<String> addresses() {
                return List.of(address);
            }

            @Override
            public void close() {}
        }

        @Override
        public String address(int port) {
            return "opc.tcp://127.0.0.1:" + port;
        }

        @Override
        public Running start(int port) {
            if (port < firstFree) {
                throw new ProvisionException("port " + port + " can not be used");
            }
            return new Served(address(port));
        }
    }

    @Test
    void shouldTakeTheNextPortWhenAnotherDemoHasTakenItInBetween() {
        try (SimulatedPlant.Running running = DemoCommand.startFrom(new TakenBelow(4842), 4840)) {
            assertThat(running.addresses()).containsExactly("opc.tcp://127.0.0.1:4842");
        }
    }

    @Test
    void shouldSayInOneLineWhenNoPortCanBeHad() {
        assertThatThrownBy(() -> DemoCommand.startFrom(new TakenBelow(10_000), 4840))
                .isInstanceOf(ProvisionException.class)
                .hasMessage("none of the ports 4840 to 4939 of 127.0.0.1 can be used by the demo plant");
    }
}
