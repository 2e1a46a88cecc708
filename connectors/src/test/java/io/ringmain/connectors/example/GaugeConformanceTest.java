package io.ringmain.connectors.example;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;

class GaugeConformanceTest extends ConnectorConformanceTest {
    @Override
    protected ConformanceDevice device() {
        return new GaugeConformanceDevice();
    }
}
