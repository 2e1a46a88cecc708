package io.ringmain.historian.questdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringmain.core.ring.Event;
import io.ringmain.core.ring.EventKind;
import io.ringmain.core.spi.History;
import io.ringmain.core.spi.History.Sample;
import io.ringmain.core.tag.TagType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What came late, as it is answered while the server is down. */
class LateRowsTest {
    @TempDir
    private Path folder;

    private static URI nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
    }

    @Test
    void shouldStandInTheirPlaceWhileTheServerIsDown() throws IOException {
        try (RecordedPlant plant = new RecordedPlant(folder);
                QuestDb questDb =
                        QuestDb.start(QuestDbSettings.external(folder, nobody(), "a", "b"), plant.store::reader)) {
            plant.tag("T", TagType.FLOAT64);
            plant.batch(() -> {
                plant.update("T", 1.0, e -> e.sourceTimeNs -= TimeUnit.HOURS.toNanos(3));
                plant.update("T", 4.0);
                plant.update("T", 3.0, e -> late(e, 1));
                plant.update("T", 2.0, e -> late(e, 2));
            });
            History history = questDb.history();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> history.raw("T", 0, Long.MAX_VALUE, 10)
                                    .join()
                                    .items()
                                    .size()
                            == 4);
            assertThat(history.raw("T", 0, Long.MAX_VALUE, 10).join().items())
                    .extracting(Sample::value)
                    .containsExactly(1.0, 2.0, 3.0, 4.0);
            assertThat(history.before("T", plant.nowNs() - TimeUnit.MINUTES.toNanos(90))
                            .join()
                            .value())
                    .isEqualTo(2.0);
        }
    }

    private static void late(Event event, long hours) {
        event.kind = EventKind.BACKFILL;
        event.sourceTimeNs -= TimeUnit.HOURS.toNanos(hours);
    }
}
