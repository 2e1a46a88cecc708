package io.ringmain.connectors.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringmain.connectors.sparkplug.edge.EdgeConnectorProvider;
import io.ringmain.connectors.sparkplug.host.HostConnectorProvider;
import io.ringmain.connectors.testing.SiteSnippets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SparkplugDocumentationTest {
    private static final Path PAGE = Path.of("docs/sparkplug.md");

    @Test
    void shouldShowAnEdgeNodeWithValidSettings() throws Exception {
        assertThat(SiteSnippets.problems(PAGE, new EdgeConnectorProvider())).isEmpty();
    }

    @Test
    void shouldShowAHostApplicationWithValidSettings() throws Exception {
        assertThat(SiteSnippets.problems(PAGE, new HostConnectorProvider())).isEmpty();
    }
}
