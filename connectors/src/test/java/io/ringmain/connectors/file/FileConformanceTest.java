package io.ringmain.connectors.file;

import io.ringmain.connectors.testing.Ability;
import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;
import java.util.EnumSet;
import java.util.Set;

class FileConformanceTest extends ConnectorConformanceTest {
    @Override
    protected ConformanceDevice device() {
        return new FileConformanceDevice();
    }

    @Override
    protected Set<Ability> abilities() {
        return EnumSet.of(Ability.LINK, Ability.STATUS);
    }
}
