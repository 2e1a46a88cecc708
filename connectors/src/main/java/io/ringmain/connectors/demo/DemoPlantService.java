package io.ringmain.connectors.demo;

import io.ringmain.core.spi.SimulatedPlant;
import java.util.List;

/** How the process finds the demo plant. */
public final class DemoPlantService implements SimulatedPlant {
    /** Any number will do; the same one gives everybody the same plant. */
    private static final long SEED = 4840;

    @Override
    public String address(int port) {
        return DemoPlantServer.endpointUrl(port);
    }

    @Override
    public Running start(int port) {
        DemoPlantServer server = DemoPlantServer.start(new DemoPlant(SEED), port);
        return new Running() {
            @Override
            public List<String> addresses() {
                return List.of(server.endpointUrl());
            }

            @Override
            public void close() {
                server.close();
            }
        };
    }
}
