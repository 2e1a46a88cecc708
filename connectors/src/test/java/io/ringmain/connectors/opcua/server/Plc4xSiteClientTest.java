package io.ringmain.connectors.opcua.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.site.SiteDefinition;
import io.ringmain.core.tag.TagDefinition;
import io.ringmain.core.tag.TagType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.plc4x.java.api.PlcConnection;
import org.apache.plc4x.java.api.PlcDriverManager;
import org.apache.plc4x.java.api.messages.PlcReadResponse;
import org.apache.plc4x.java.api.messages.PlcWriteResponse;
import org.apache.plc4x.java.api.types.PlcResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The served site as another OPC UA stack in Java sees it. */
class Plc4xSiteClientTest {
    private static final long PATIENCE_S = 60;
    private static final String LEVEL = "ns=2;s=Feed.Level";

    @Test
    void shouldReadAndWriteWithAnotherStack(@TempDir Path folder) throws Exception {
        SiteDefinition site = new SiteDefinition(
                "test",
                List.of(),
                List.of(TagDefinition.internal("Feed.Level", TagType.FLOAT64)),
                List.of(),
                List.of());
        try (ServedPlantRun run = new ServedPlantRun.Recipe().site(site).start(folder);
                PlcConnection plc = PlcDriverManager.getDefault()
                        .getConnectionManager()
                        .getConnection(run.url().replace("opc.tcp://", "opcua:tcp://"))) {
            run.publish("Feed.Level", 12.5);
            await().atMost(Duration.ofSeconds(PATIENCE_S))
                    .until(() -> Double.valueOf(12.5).equals(read(plc)));
            PlcWriteResponse written = plc.writeRequestBuilder()
                    .addTagAddress("level", LEVEL + ";LREAL", 13.5)
                    .build()
                    .execute()
                    .get(PATIENCE_S, TimeUnit.SECONDS);
            assertThat(written.getResponseCode("level")).isEqualTo(PlcResponseCode.OK);
            assertThat(read(plc)).isEqualTo(13.5);
        }
    }

    private static Object read(PlcConnection plc) throws Exception {
        PlcReadResponse response = plc.readRequestBuilder()
                .addTagAddress("level", LEVEL)
                .build()
                .execute()
                .get(PATIENCE_S, TimeUnit.SECONDS);
        return response.getResponseCode("level") == PlcResponseCode.OK ? response.getObject("level") : null;
    }
}
