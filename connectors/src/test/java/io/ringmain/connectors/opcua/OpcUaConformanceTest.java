package io.ringmain.connectors.opcua;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;
import org.junit.jupiter.api.AfterAll;

class OpcUaConformanceTest extends ConnectorConformanceTest {

    @Override
    protected ConformanceDevice device() {
        return new OpcUaConformanceDevice();
    }

    @AfterAll
    static void end() {
        OpcUaConformanceDevice.end();
    }
}
