package io.ringmain.connectors.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.connectors.testing.Ability;
import io.ringmain.connectors.testing.ConformanceDevice;
import io.ringmain.connectors.testing.ConnectorConformanceTest;
import io.ringmain.connectors.testing.RecordingContext;
import io.ringmain.core.spi.AcquisitionAction;
import io.ringmain.core.spi.AcquisitionPhase;
import io.ringmain.core.spi.Connector;
import io.ringmain.core.tag.Quality;
import io.ringmain.core.tag.TagSource.Mode;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignalsConformanceTest extends ConnectorConformanceTest {
    @Override
    protected ConformanceDevice device() {
        return new SignalsConformanceDevice();
    }

    @Test
    void shouldStopAndGoOnAtAnOperatorsOrder() {
        try (SignalsConformanceDevice device = new SignalsConformanceDevice();
                Connector connector = device.provider().create(device.connector("signals"))) {
            RecordingContext context = new RecordingContext(device.tags("signals"));
            connector.start(context);
            await().until(() -> context.newest(0) != null);

            assertThat(connector.control(Mode.POLL, 99, AcquisitionAction.STOP)).isFalse();
            assertThat(connector.control(Mode.POLL, 20, AcquisitionAction.STOP)).isTrue();
            await().until(() -> context.newest(0).statusCode() == Quality.UNCERTAIN_LAST_USABLE_VALUE);
            assertThat(context.acquisition(Mode.POLL, 20).phase()).isEqualTo(AcquisitionPhase.STOPPED);

            connector.control(Mode.POLL, 20, AcquisitionAction.START);
            await().until(() -> context.newest(0).statusCode() == Quality.GOOD);
        }
    }

    @Override
    protected Set<Ability> abilities() {
        return EnumSet.of(Ability.WRITES);
    }
}
