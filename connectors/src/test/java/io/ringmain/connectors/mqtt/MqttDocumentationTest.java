package io.ringmain.connectors.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.testing.SiteSnippets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MqttDocumentationTest {

    @Test
    void shouldShowSettingsThatAreValid() throws Exception {
        assertThat(SiteSnippets.problems(Path.of("docs/mqtt.md"), new MqttConnectorProvider()))
                .isEmpty();
    }
}
