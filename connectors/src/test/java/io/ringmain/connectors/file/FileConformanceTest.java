package io.ringmain.connectors.file;

import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;

class FileConformanceTest extends ConnectorConformanceTest {
    @Override
    protected ConformanceDevice device() {
        return new FileConformanceDevice();
    }
}
