package io.ringmain.connectors.demo;

import io.ringmain.core.spi.SimulatedPlant;
import java.util.List;

/** The demo plant in real time, with always the same seed: every demo begins alike. */
public final class DemoSimulation implements SimulatedPlant {
    private static final long SEED = 2025;

    private record Served(DemoPlantServer server) implements Running {
        @Override
        public List<String> addresses() {
            return List.of(server.endpointUrl());
        }

        @Override
        public void close() {
            server.close();
        }
    }

    @Override
    public String address(int port) {
        return DemoPlantServer.endpointUrl(port);
    }

    @Override
    public Running start(int port) {
        DemoPlantServer.requireFree(port); // before the plant settles, which takes longer
        return new Served(DemoPlantServer.start(new DemoPlant(SEED), port));
    }
}
