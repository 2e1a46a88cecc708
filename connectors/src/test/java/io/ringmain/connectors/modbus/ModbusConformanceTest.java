package io.ringmain.connectors.modbus;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;

class ModbusConformanceTest extends ConnectorConformanceTest {
    @Override
    protected ConformanceDevice device() {
        return new ModbusConformanceDevice();
    }
}
